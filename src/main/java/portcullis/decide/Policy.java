package portcullis.decide;

/** What the administrator wants done on an alarm: PortSentry's BLOCK 0, 1 and 2. */
public enum Policy {
    REPORT_ONLY,
    RESPOND,
    RUN_ONLY
}
