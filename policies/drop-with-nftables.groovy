title  'Drop every packet from the source with nftables'
needs  'nft, CAP_NET_ADMIN'
ends  'by itself'

String set(Warrant verdict) {
    verdict.source().network ? 'banned64' : verdict.source().version() == 4 ? 'banned4' : 'banned6'
}

block { verdict ->
    nft "add element inet portcullis ${set(verdict)} { ${verdict.source().plain()} timeout ${verdict.span().seconds}s }"
}
release { verdict ->
    nft "delete element inet portcullis ${set(verdict)} { ${verdict.source().plain()} }"
}
check { nft 'list table inet portcullis' }
