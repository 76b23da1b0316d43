namespace Nameward.Engine.Reports.Html;

/// <summary>
/// The style of the page: the tokens and components of the mock-ups. Light and dark, 360 px and wide, paper; system fonts, no image, nothing loaded.
/// </summary>
static class PageStyle
{
    /// <summary>What stands in the style element, to the byte: the policy of the page holds its hash.</summary>
    public const string Text = """
        :root{color-scheme:light dark;
        --paper:#ffffff;--raised:#f4f6f8;--ink:#15181c;--ink2:#4b535d;--line:#d5dae0;--edge:#7b848f;
        --alarm:#a8330d;--alarm-soft:#fcefe9;--on-alarm:#ffffff;
        --calm:#1b5a92;--calm-soft:#dfebf6;--on-calm:#ffffff;
        --caution:#6f4e00;--caution-soft:#fbf3dd;--on-caution:#ffffff;
        --sans:system-ui,-apple-system,"Segoe UI",Inter,Roboto,"Noto Sans","Liberation Sans",sans-serif;
        --mono:ui-monospace,"Cascadia Mono","SF Mono",Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;
        --s1:.25rem;--s2:.5rem;--s3:.75rem;--s4:1rem;--s5:1.5rem;--s6:2.5rem;--s7:4rem}
        @media screen and (prefers-color-scheme:dark){:root{
        --paper:#13161a;--raised:#1b1f25;--ink:#e7eaee;--ink2:#aab2bc;--line:#333a43;--edge:#7f8994;
        --alarm:#ff9a73;--alarm-soft:#35211a;--on-alarm:#13161a;
        --calm:#8abdf0;--calm-soft:#1b2f44;--on-calm:#13161a;
        --caution:#e8bf5c;--caution-soft:#2f2816;--on-caution:#13161a}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;scroll-padding-top:var(--s4)}
        body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 var(--sans);font-variant-numeric:tabular-nums;overflow-wrap:break-word}
        h1,h2,h3,p,ul,ol,dl,dd,figure,table{margin:0}
        ul,ol{padding-left:1.2em}
        a{color:var(--calm);text-underline-offset:.15em}
        a:focus-visible,button:focus-visible,summary:focus-visible,[tabindex]:focus-visible,input:focus-visible,select:focus-visible{outline:3px solid var(--calm);outline-offset:2px;border-radius:2px}
        code,pre,.mono{font-family:var(--mono);font-size:.9em}
        code{overflow-wrap:anywhere}
        small,.small{font-size:.8125rem}
        .quiet{color:var(--ink2)}
        .num{text-align:right;white-space:nowrap}
        .nb{white-space:nowrap}
        .sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
        .skip{position:absolute;left:-99rem;background:var(--paper);padding:var(--s2) var(--s4)}
        .skip:focus{left:var(--s2);top:var(--s2);z-index:9}

        svg{display:block;width:100%;height:auto;font-family:var(--sans);overflow:visible}
        svg.narrow{display:none}
        svg text{fill:var(--ink);font-size:13px;paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}
        svg .pt{font-weight:600;font-size:14px}
        svg .tk,svg .nt{fill:var(--ink2)}
        svg .et{fill:var(--alarm);font-weight:700}
        svg .us{fill:var(--calm)}
        svg .grid{stroke:var(--line);stroke-width:1}
        svg .ax{stroke:var(--edge);stroke-width:1}
        svg .hatch{stroke:var(--edge);stroke-width:1.4}
        svg .bar{fill:var(--alarm)}
        svg .usual{fill:var(--calm);opacity:.45}
        svg .usualline{stroke:var(--calm);stroke-width:1.5}
        svg .esc{stroke:var(--ink);stroke-width:1.5}
        svg .escm{fill:var(--ink)}
        svg .cap{stroke:var(--edge);stroke-width:1.5;stroke-dasharray:3 3}
        svg .area{fill:var(--alarm-soft)}
        svg .cum{fill:none;stroke:var(--alarm);stroke-width:2.5}
        svg .life{stroke:var(--calm);stroke-width:6;stroke-linecap:round}svg .life.soft{stroke:var(--edge);stroke-width:4}
        svg .z0{fill:var(--raised)}svg .z1{fill:var(--line)}svg .z2{fill:var(--edge);opacity:.55}svg .z3{fill:var(--edge)}
        svg .dot{fill:var(--paper);stroke:var(--ink);stroke-width:2}svg .hotdot{fill:var(--alarm);stroke:var(--alarm)}
        svg.sb{height:12px;width:100%;overflow:visible}svg.sb .for{fill:var(--alarm)}svg.sb .ag{fill:var(--calm)}svg.sb .zero{stroke:var(--edge);stroke-width:1;vector-effect:non-scaling-stroke}
        svg .e{fill:none;stroke:var(--edge)}svg .e.ok{stroke:var(--calm)}svg .e.bad{stroke:var(--alarm);stroke-dasharray:7 4}
        svg .n{fill:var(--paper);stroke:var(--edge);stroke-width:1.2}svg .n.open{stroke-dasharray:4 3}
        svg .n.ok{fill:var(--calm-soft);stroke:var(--calm);stroke-width:1.6}svg .n.bad{fill:var(--alarm-soft);stroke:var(--alarm);stroke-width:1.6}svg .nbar{fill:var(--alarm)}
        svg .nl,svg .ns{stroke:none}svg .nl{font-weight:600;font-size:14px}svg .nl.xs{font-size:12px}svg .ns{fill:var(--ink2)}svg .nl.s{font-size:12px}svg .nl.s.xs{font-size:10px;letter-spacing:-.03em}svg .ns.s{font-size:11px}
        @media screen and (max-width:720px){svg.wide{display:none}svg.narrow{display:block}}

        .shell{max-width:72rem;margin:0 auto;padding:0 var(--s4)}
        .mast{display:flex;flex-wrap:wrap;gap:var(--s1) var(--s4);padding:var(--s3) 0;font-size:.8125rem;color:var(--ink2)}
        .mast b{color:var(--ink)}
        header.verdict{border-top:6px solid var(--mood);padding:var(--s5) 0 var(--s2)}
        .escalate{--mood:var(--alarm);--on-mood:var(--on-alarm)}.watch{--mood:var(--caution);--on-mood:var(--on-caution)}.close{--mood:var(--calm);--on-mood:var(--on-calm)}.profile{--mood:var(--ink2);--on-mood:var(--paper)}
        .word{display:inline-block;background:var(--mood);color:var(--on-mood);font-weight:700;font-size:1.125rem;letter-spacing:.04em;padding:.2em .6em;margin-bottom:var(--s3)}
        h1{font-size:clamp(1.375rem,1.05rem + 1.6vw,2.125rem);line-height:1.22;font-weight:650;letter-spacing:-.01em;max-width:27em;text-wrap:balance}
        h1 code{font-size:.92em;font-weight:inherit;letter-spacing:-.02em}
        .also{margin-top:var(--s3);font-size:1.0625rem;max-width:44em}
        .now{margin-top:var(--s4);padding-left:var(--s4);border-left:3px solid var(--ink);max-width:44em}
        .now p+p b{display:inline-block;margin-top:var(--s2)}
        .facts{display:grid;grid-template-columns:repeat(4,1fr);gap:var(--s4);margin-top:var(--s5);border-top:1px solid var(--line);padding-top:var(--s4)}
        .facts dt{font-size:.8125rem;color:var(--ink2)}
        .facts dd b{display:block;font-size:1.375rem;line-height:1.25;font-weight:650}
        .facts dd{font-size:.875rem;color:var(--ink2)}.facts dd b{color:var(--ink)}
        nav.toc{font-size:.875rem;border-top:1px solid var(--line);border-bottom:1px solid var(--line);padding:var(--s2) 0}
        nav.toc ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:0 var(--s4)}
        nav.toc a{display:inline-block;padding:.3em 0;text-decoration:none}nav.toc a:hover{text-decoration:underline}
        main>section{padding:var(--s6) 0 0}
        .row{font-size:.8125rem;color:var(--ink2);margin-bottom:var(--s1)}
        h2{font-size:1.5rem;line-height:1.25;font-weight:650;letter-spacing:-.005em;max-width:32em;text-wrap:balance}
        h3{font-size:1.0625rem;line-height:1.35;font-weight:650;margin:var(--s5) 0 var(--s2)}
        h2+p{margin-top:var(--s2)}
        section>p,section>ul,section>ol{max-width:44em}
        section>p+p,section>ul+p,section>table+p,section>p+ul{margin-top:var(--s3)}
        figure{margin-top:var(--s4)}
        figcaption{font-size:.875rem;color:var(--ink2);margin-top:var(--s2);max-width:50em}
        .cards{display:grid;grid-template-columns:1fr 1fr;gap:var(--s4);margin-top:var(--s4)}
        .card{border:1px solid var(--line);border-top-width:4px;padding:var(--s4);display:flex;flex-direction:column}
        .card h3{margin:0 0 var(--s3);font-size:1rem;font-weight:500}
        .card ul{font-size:.9375rem;padding-left:1.1em;margin-bottom:var(--s3)}.card li+li{margin-top:var(--s1)}
        .card .missing{font-size:.9375rem;border-top:1px dashed var(--edge);padding-top:var(--s2);margin-bottom:var(--s3)}
        .card .to{margin-top:auto;font-size:.875rem}
        .ans{font-size:1.375rem;font-weight:700;line-height:1.2;margin-bottom:var(--s2);display:flex;align-items:center;gap:.45em}
        .ans i{font:700 .9375rem/1 var(--sans);width:1.6em;height:1.6em;display:inline-flex;align-items:center;justify-content:center;flex:none}
        .card.yes{border-top-color:var(--alarm)}.yes .ans{color:var(--alarm)}.yes .ans i{background:var(--alarm);color:var(--on-alarm)}
        .card.no{border-top-color:var(--calm)}.no .ans{color:var(--calm)}.no .ans i{border:2px solid var(--calm);border-radius:50%}
        .card.maybe{border-top:4px dashed var(--caution)}.maybe .ans{color:var(--caution)}.maybe .ans i{border:2px dashed var(--caution)}
        .sum{font-size:1.0625rem;margin-top:var(--s3)}
        .sig{display:grid;grid-template-columns:minmax(0,1fr) 15rem 4.5rem;gap:0;margin-top:var(--s4)}
        .sig .t,.sig [role=rowheader]{padding-right:var(--s4)!important}
        .sig>div{display:contents}
        .sig .fam>*{border-top:1px solid var(--line);padding-top:var(--s3);margin-top:var(--s3);font-weight:650}
        .sig .fam.first>*{margin-top:0}
        .sig .it>*{padding:.15rem 0}
        .sig .it .t{font-size:.9375rem;max-width:40em}
        .sig .id{color:var(--ink2);font-size:.8125rem;white-space:nowrap}
        .sig svg.sb{margin-top:.5rem}
        .sig .num{font-variant-numeric:tabular-nums}
        .sig .tot>*{border-top:2px solid var(--ink);padding-top:var(--s2);margin-top:var(--s3);font-weight:700}
        .key{display:flex;flex-wrap:wrap;gap:var(--s1) var(--s4);font-size:.8125rem;color:var(--ink2)}
        .key span::before{content:"";display:inline-block;width:1.1em;height:.75em;margin-right:.4em}
        .key .kf::before{background:var(--alarm)}.key .ka::before{background:var(--calm)}
        details{border-top:1px solid var(--line);margin-top:var(--s4)}
        details+details{margin-top:0}
        details:last-of-type{border-bottom:1px solid var(--line)}
        summary{cursor:pointer;padding:var(--s2) 0;font-weight:600}
        summary .quiet{font-weight:400}
        details>:last-child{margin-bottom:var(--s4)}
        table{border-collapse:collapse;width:100%;font-size:.9375rem;margin-top:var(--s4)}
        caption{text-align:left;font-size:.875rem;color:var(--ink2);padding-bottom:var(--s2)}
        th{text-align:left;font-size:.8125rem;font-weight:600;color:var(--ink2);vertical-align:bottom;padding:0 var(--s3) var(--s1) 0;border-bottom:1px solid var(--edge)}
        td{vertical-align:top;padding:var(--s2) var(--s3) var(--s2) 0;border-bottom:1px solid var(--line)}
        th.num,td.num{text-align:right}td.num+td:not(.num),th.num+th:not(.num){padding-left:var(--s2)}
        th:last-child,td:last-child{padding-right:0}
        tr.flag td{background:var(--alarm-soft)}tr.flag td:first-child{box-shadow:inset 4px 0 var(--alarm)}
        tr.flag td:first-child{padding-left:var(--s3)}
        .flagged td:first-child,.flagged th:first-child{padding-left:var(--s3)}
        td .sub{display:block;color:var(--ink2);font-size:.8125rem}
        .tag{display:inline-block;font-size:.8125rem;font-weight:650;padding:.05em .45em;border:1px solid currentColor;white-space:nowrap}
        .tag.bad{background:var(--alarm);border-color:var(--alarm);color:var(--on-alarm)}
        .tag.warn{color:var(--caution);background:var(--caution-soft)}
        .tag.ok{color:var(--calm)}
        .tag.none{color:var(--ink2);border-style:dashed}
        .steps{display:grid;grid-template-columns:1fr 1fr;gap:var(--s5);margin-top:var(--s3)}
        .steps ol{padding-left:1.4em}.steps li{margin-top:var(--s2)}
        .steps h3{margin-top:var(--s3)}
        .dont{margin-top:var(--s4);border-left:3px solid var(--alarm);padding-left:var(--s4);max-width:44em}
        .about{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(15rem,45%),1fr));gap:var(--s2) var(--s5);margin-top:var(--s4);font-size:.9375rem}
        .about dt{font-size:.8125rem;color:var(--ink2)}.about dd{overflow-wrap:anywhere}
        .about.run{grid-template-columns:repeat(auto-fill,minmax(min(20rem,100%),1fr));margin-top:var(--s5)}.about+p{margin-top:var(--s4)}
        .host{background:var(--raised);padding:.05em .1em}h1 .host,summary .host{background:none;padding:0}
        .host b{font-weight:400;color:var(--caution)}.host i,pre i{font-style:normal;font-family:var(--sans);font-size:.875em;color:var(--ink2)}
        .addr{white-space:nowrap}
        .cmd{white-space:normal}.cmd code{font-size:1em}
        .line{border-bottom:1px solid var(--line);padding:var(--s3) 0}
        .line .meta{display:flex;flex-wrap:wrap;gap:0 var(--s4);font-size:.8125rem;color:var(--ink2);margin-bottom:var(--s1);align-items:center}
        .line pre,pre.box{margin:0;white-space:pre-wrap;overflow-wrap:anywhere;background:var(--raised);padding:var(--s3);line-height:1.55}
        pre b{font-weight:400;color:var(--caution)}
        button[data-raw]{font:500 .75rem/1 var(--sans);color:var(--calm);background:none;border:1px solid var(--edge);border-radius:2px;padding:.25em .45em;min-height:1.5rem;cursor:pointer;white-space:nowrap}
        button[data-raw]:hover{background:var(--calm-soft)}
        [hidden]{display:none!important}
        footer{padding:var(--s6) 0;font-size:.8125rem;color:var(--ink2)}
        @media (max-width:1023px){.facts{grid-template-columns:1fr 1fr}}
        @media (min-width:1180px){
        .cols{display:grid;grid-template-columns:11rem minmax(0,1fr);gap:var(--s6)}
        nav.toc{border:0;position:sticky;top:0;align-self:start;padding:var(--s6) 0 0;max-height:100vh;overflow:auto}
        nav.toc ul{flex-direction:column}
        header.verdict{padding-left:calc(11rem + var(--s6))}.mast{padding-left:calc(11rem + var(--s6))}
        }
        @media screen and (max-width:720px){
        .cards,.steps{grid-template-columns:1fr}
        .facts{gap:var(--s3) var(--s4)}.facts dd b{font-size:1.125rem}
        header.verdict{padding:var(--s4) 0}
        main>section{padding-top:var(--s5)}
        h2{font-size:1.3125rem}
        .sig{grid-template-columns:minmax(0,1fr) 3.6rem}
        .sig .it .b{grid-column:1/-1;padding-bottom:var(--s2)}.sig .it .t{grid-column:1}.sig .it .num{grid-column:2;grid-row:auto}
        .sig .it{display:grid;grid-template-columns:subgrid;grid-column:1/-1}
        .sig .it .b{grid-row:2}
        .sig .fam .b,.sig .tot .b{display:none}
        table.stack,table.stack caption,table.stack tbody,table.stack tr,table.stack td{display:block;width:100%}
        table.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        table.stack tr{border-bottom:1px solid var(--edge);padding:var(--s2) 0}
        table.stack td{border:0;padding:.1rem 0;display:grid;grid-template-columns:6.5rem minmax(0,1fr);gap:var(--s2);text-align:left}
        table.stack td::before{content:attr(data-h);color:var(--ink2);font-size:.8125rem;padding-top:.12em}
        table.stack td.lead{font-weight:650;display:block}table.stack td.lead::before{content:none}
        table.stack td.e{display:none}table.stack td.lead .sub{font-weight:400}
        table.stack td.num{white-space:normal;text-align:left}table.stack td.num+td:not(.num){padding-left:0}
        table.stack tr.flag{background:var(--alarm-soft);box-shadow:inset 4px 0 var(--alarm);padding-left:var(--s3)}
        tr.flag td,tr.flag td:first-child{background:none;box-shadow:none;padding-left:0!important}
        .flagged td:first-child{padding-left:0}
        }
        @page{margin:16mm 14mm 18mm;@bottom-left{content:"Nameward report";font:9pt sans-serif;color:#4b535d}@bottom-right{content:counter(page) " / " counter(pages);font:9pt sans-serif;color:#4b535d}}
        @media print{
        body{font-size:10pt}
        html{font-size:10pt}
        .shell{max-width:none;padding:0}nav.toc,button[data-raw],.skip,.screen{display:none!important}
        .cols{display:block}header.verdict,.mast{padding-left:0}
        .card,.line,tr,figure,.sig .it,.now,.dont,.keep{break-inside:avoid}
        h2,h3,.row,caption{break-after:avoid}h2,table.stack{break-inside:avoid}
        .noprint{display:none}.facts{grid-template-columns:repeat(4,1fr);margin-top:.8rem;padding-top:.6rem;gap:.8rem}.facts dd b{font-size:1.2rem}
        header.verdict{padding:.8rem 0 .2rem}h1{font-size:1.7rem}.also{margin-top:.4rem}.now{margin-top:.6rem}#answers{padding-top:.8rem}
        .cards{gap:.6rem;margin-top:.5rem}.card{padding:.6rem .8rem}.card h3{margin-bottom:.3rem;font-size:.95rem}.card ul,.card .missing{font-size:.9rem;margin-bottom:.3rem}.card .to{display:none}.ans{font-size:1.15rem;margin-bottom:.2rem}
        .ans i{font-size:.8rem}
        main>section{padding-top:1.6rem}#why{break-before:page}
        table,.about{font-size:.85rem}td,th{padding-right:.5rem}.host.nb,.name.nb{white-space:normal;overflow-wrap:anywhere}
        a{color:inherit;text-decoration:none}
        .steps li{list-style:none;position:relative}.steps ol{padding-left:1.6em}
        .steps li::before{content:"";position:absolute;left:-1.5em;top:.25em;width:.85em;height:.85em;border:1px solid #15181c}
        *{print-color-adjust:exact;-webkit-print-color-adjust:exact}
        details::details-content{content-visibility:visible;display:block;height:auto}
        }
        @media (forced-colors:active){.word,.tag.bad,.ans i{border:1px solid}svg .bar,svg.sb .for,svg.sb .ag{forced-color-adjust:none}}
        """;
}
