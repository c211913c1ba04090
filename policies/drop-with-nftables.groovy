title  'Drop every packet from the source with nftables'
needs  'nft, CAP_NET_ADMIN'
ends  'by itself'

block { verdict ->
    nft "add element inet portcullis banned${verdict.source().version()} { ${verdict.source()} timeout ${verdict.span().seconds}s }"
}
release { verdict ->
    nft "delete element inet portcullis banned${verdict.source().version()} { ${verdict.source()} }"
}
check { nft 'list table inet portcullis' }
