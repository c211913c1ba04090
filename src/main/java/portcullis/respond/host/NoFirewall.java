package portcullis.respond.host;

import java.util.List;

/** Says what is missing, again with each block, so that nobody believes in blocks that are none. */
final class NoFirewall implements Firewall {
    @Override
    public String run(List<String> statements) throws HostFailed {
        throw HostFailed.refused("neither " + NftLibrary.FILE + " nor the program nft is here");
    }

    @Override
    public String door() {
        return "none";
    }

    @Override
    public void close() {}
}
