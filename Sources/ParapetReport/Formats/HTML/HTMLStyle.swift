/// The style sheet of the page.
enum HTMLStyle {
    static let text = """
        :root{--bg:#fbfbfa;--fg:#1c2126;--soft:#5b6670;--line:#d9dee2;--card:#fff;--code:#f0f2f4;
        --pass:#17713f;--fail:#c0262d;--unknown:#8a5a00;--manual:#2457b3;--exempt:#6b4fa0;--na:#5f6a73}
        @media(prefers-color-scheme:dark){:root{--bg:#14181c;--fg:#e6e9ec;--soft:#9aa6b0;--line:#323a41;--card:#1c2227;
        --code:#262d33;--pass:#4cc38a;--fail:#ff7b7f;--unknown:#e3b341;--manual:#7cacf8;--exempt:#b79df0;--na:#95a1ab}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--bg);color:var(--fg);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
        :focus-visible{outline:3px solid var(--manual);outline-offset:2px}
        .skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--card);padding:.3rem .6rem;z-index:2}
        header,main,footer{max-width:72rem;margin:0 auto;padding:0 1rem}
        header{padding-top:1.5rem}h1{font-size:1.6rem;margin:0 0 .5rem}h2{font-size:1.2rem;margin:2rem 0 .6rem}
        h3{font-size:1rem;margin:1.2rem 0 .4rem}h4{margin:1rem 0 .3rem}
        footer{padding:2rem 1rem;color:var(--soft);font-size:.85rem}
        dl{display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:.2rem 1rem;margin:.4rem 0}
        dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
        .summary{display:flex;flex-wrap:wrap;gap:.6rem;margin:1.2rem 0}
        .tile{background:var(--card);border:1px solid var(--line);border-top:4px solid var(--c,var(--line));border-radius:6px;
        padding:.6rem .9rem;min-width:6.5rem}
        .tile b{display:block;font-size:1.7rem;line-height:1.2;color:var(--c,inherit)}
        .tile p{margin:.2rem 0 0;font-size:.85rem;color:var(--soft)}.completeness{flex:1 1 16rem}
        .pass{--c:var(--pass)}.fail{--c:var(--fail)}.unknown{--c:var(--unknown)}.manual{--c:var(--manual)}
        .exempt{--c:var(--exempt)}.notApplicable{--c:var(--na)}
        .notice{border-left:4px solid var(--unknown);padding:.4rem .8rem;background:var(--card)}
        table{width:100%;border-collapse:collapse}th{text-align:left;font-weight:600;color:var(--soft);font-size:.85rem}
        th.number{text-align:right}td,th{padding:.35rem .5rem;border-bottom:1px solid var(--line);vertical-align:top}
        .counts td:nth-child(2){width:38%;vertical-align:middle}.number{text-align:right;font-variant-numeric:tabular-nums}
        .nested td:first-child{padding-left:1.6rem;color:var(--soft)}
        .bar{display:flex;height:.7rem;border-radius:3px;overflow:hidden;background:var(--line);min-width:6rem}
        .bar i{display:block;background:var(--c)}.bar .fail{background-image:repeating-linear-gradient(45deg,transparent 0 3px,
        rgba(255,255,255,.35) 3px 5px)}
        #filter{position:sticky;top:0;z-index:1;display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;background:var(--bg);
        padding:.6rem 0;border-bottom:1px solid var(--line)}#filter[hidden]{display:none}
        fieldset{border:0;padding:0;margin:0;display:flex;flex-wrap:wrap;gap:.2rem .7rem}legend{float:left;margin-right:.6rem}
        input[type=search],select{font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);
        border-radius:4px;padding:.2rem .4rem;max-width:14rem}
        .recommendation{background:var(--card);border:1px solid var(--line);border-radius:6px;margin:.4rem 0;padding:0 .9rem}
        .recommendation>summary{display:flex;gap:.7rem;align-items:baseline;padding:.5rem 0;cursor:pointer;list-style:none}
        summary::-webkit-details-marker{display:none}.recommendation>summary .title{flex:1}
        .recommendation,#recommendations{scroll-margin-top:6rem}.recommendation[open]{padding-bottom:.8rem}.marks{color:var(--soft);font-size:.85rem;text-align:right}
        .badge{display:inline-block;min-width:6.6rem;text-align:center;font-size:.8rem;font-weight:600;border:1px solid var(--c);
        color:var(--c);border-radius:4px;padding:0 .4rem;white-space:nowrap}
        .findings td{overflow-wrap:anywhere}.findings td:first-child{width:8rem}.findings td:nth-child(2){width:38%}
        .findings td b,.findings td small,.findings td>code{display:block}small{color:var(--soft)}
        code,pre{font-family:ui-monospace,SFMono-Regular,Consolas,monospace;font-size:.82rem;background:var(--code);
        border-radius:3px;padding:.05rem .25rem}pre{padding:.6rem;overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere}
        .gaps td{overflow-wrap:anywhere}.gaps td:first-child{width:50%}.gaps small{display:block}
        .evidence{margin-bottom:.3rem}.found{color:var(--fail)}.wanted{color:var(--pass)}
        .note,.reason,.links,.reference{color:var(--soft);font-size:.9rem;margin:.4rem 0}
        .check{border-top:1px solid var(--line);margin-top:.8rem}.fix>summary{cursor:pointer;color:var(--manual)}
        a{color:var(--manual)}
        @media(max-width:640px){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}.tile{flex:1 1 28%}.tile.completeness{flex-basis:100%}
        .recommendation{padding:0 .6rem}.recommendation>summary{flex-wrap:wrap;gap:.2rem .6rem}
        .recommendation>summary .title{flex:1 1 100%;order:1}.marks{flex:1;text-align:right}
        thead{position:absolute;left:-99rem}tr,td{display:block;width:auto!important;border:0;padding:.1rem 0}
        tr{border-bottom:1px solid var(--line);padding:.4rem 0}
        .counts td.number{display:inline;font-size:.85rem;color:var(--soft);margin-right:.7rem}
        .counts td.number:empty{display:none}.counts td.number::after{content:" " attr(data-name)}
        .nested td:first-child{padding-left:0}tr.nested{margin-left:1rem}
        #filter{position:static}.recommendation,#recommendations{scroll-margin-top:0}}
        @media print{:root{--bg:#fff;--card:#fff;--fg:#000;--soft:#444;--code:#f4f4f4;--line:#bbb;--pass:#17713f;--fail:#c0262d;
        --unknown:#8a5a00;--manual:#2457b3;--exempt:#6b4fa0;--na:#5f6a73}#filter,.fix,.skip{display:none!important}
        .recommendation>summary,tr,.tile{break-inside:avoid}h2,h3,.recommendation>summary{break-after:avoid}
        .bar,.bar i{print-color-adjust:exact;-webkit-print-color-adjust:exact}
        [data-verdict=fail]::details-content,[data-verdict=unknown]::details-content,[data-verdict=manual]::details-content{
        content-visibility:visible;block-size:auto}html{font-size:10px}body{font-size:1rem}header,main,footer{padding:0}a{color:inherit}}
        """
}
