/**
 * The words that every room speaks, and all that authors of rules and responders may see. In and out: nothing, these are
 * values. No room's logic belongs here, only validation and accessors derived from a value itself. Start at {@link Alarm}.
 */
package portcullis.fact;
