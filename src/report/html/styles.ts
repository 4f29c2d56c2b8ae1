/** The whole style of the page: it loads no fonts, pictures or style sheets. Contrast is at least 4.5 : 1. */
export const styles = `
:root{color-scheme:light dark;--ground:#f4f6f8;--surface:#fff;--line:#dde2e9;--text:#18212d;--muted:#566273;--accent:#1f5fc4;
--ok:#19703f;--ok-ground:#dff3e6;--info:#1b6a86;--info-ground:#dff1f7;--warning:#8a5300;--warning-ground:#fcefd6;
--error:#b3261e;--error-ground:#fce5e3;--critical:#9b1c77;--critical-ground:#fbe3f3}
@media (prefers-color-scheme:dark){:root{--ground:#0e1319;--surface:#161d26;--line:#2c3744;--text:#e3e8ee;--muted:#9eabbb;
--accent:#7db0ff;--ok:#74d29b;--ok-ground:#143524;--info:#7accea;--info-ground:#12323f;--warning:#f0b95b;
--warning-ground:#3d2c0d;--error:#ff9c93;--error-ground:#47201d;--critical:#f493d2;--critical-ground:#451637}}
.ok{--tone:var(--ok);--tone-ground:var(--ok-ground)}
.info{--tone:var(--info);--tone-ground:var(--info-ground)}
.warning{--tone:var(--warning);--tone-ground:var(--warning-ground)}
.error{--tone:var(--error);--tone-ground:var(--error-ground)}
.critical{--tone:var(--critical);--tone-ground:var(--critical-ground)}
.neutral{--tone:var(--muted);--tone-ground:var(--ground)}
.short-items{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.3rem .6rem}

*{box-sizing:border-box}
html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;
overflow-wrap:anywhere}
.page{max-width:1040px;margin:0 auto;padding:1.5rem 1.25rem 3rem}
h1,h2,h3,h4,p,dl,dd,ul,ol,figure{margin:0}
h1{font-size:1.75rem;line-height:1.25}
h2{font-size:1.2rem;margin-bottom:.9rem}
h3{font-size:1rem}
h4{font-size:.85rem;font-weight:400;color:var(--muted);margin-top:.5rem}
a{color:var(--accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-999rem}
.skip:focus{position:static}
.muted{color:var(--muted)}
.small{font-size:.87rem}
code{font:.9em ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
.eyebrow{color:var(--muted);font-size:.87rem;letter-spacing:.02em}
.identity{margin:.4rem 0 1.1rem}
.identity>div{display:inline;margin-right:1.4rem}
.identity dt,.identity dd{display:inline}
.identity dt{color:var(--muted);margin-right:.35rem}
section{background:var(--surface);border:1px solid var(--line);border-radius:8px;padding:1.1rem 1.25rem;margin-bottom:1rem}
h2 .muted{font-weight:400;font-size:.9rem;margin-left:.4rem}

.verdict{border-left:6px solid var(--tone)}
.verdict h2{display:inline;font-size:.87rem;font-weight:400;color:var(--muted);margin-right:.5rem}
.sentence{font-size:1.25rem;line-height:1.4;font-weight:600;margin-top:.5rem}
.narrative{margin-top:.75rem;max-width:75ch}
.overview{list-style:none;padding:0;margin-top:.75rem}
.steps{padding-left:1.4rem;margin-top:.3rem}
.verdict figure,.verdict h3{margin-top:1rem}
.badge{display:inline-block;padding:.05rem .55rem;border-radius:99px;background:var(--tone-ground);color:var(--tone);font-size:.82rem;
font-weight:600;max-width:100%}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,120px),1fr));gap:.75rem 1.5rem;margin-top:1.1rem}
.tiles>*,.facts>*,dd{min-width:0}
.tiles dt{color:var(--muted);font-size:.87rem}
.figure{display:block;font-size:1.25rem;font-weight:600}
nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;margin:0 0 1rem}
nav a{display:inline-block;padding:.3rem 0}

.findings{list-style:none;padding:0;display:grid;gap:.9rem}
.findings li{min-width:0}
.finding{border:1px solid var(--line);border-left:4px solid var(--tone);border-radius:6px;padding:.8rem 1rem}
.finding h3{margin-bottom:.3rem}
.finding h3 .badge{margin-right:.35rem}
section>ul,section>p{margin-bottom:.8rem}
section>:last-child{margin-bottom:0}
ul{padding-left:1.2rem}
li{margin:.15rem 0}
.facts{display:grid;gap:.3rem;margin-top:.5rem}
.facts>div{display:grid;grid-template-columns:minmax(90px,170px) minmax(0,1fr);gap:0 1rem}
.finding .facts>div{grid-template-columns:110px minmax(0,1fr)}
.facts dt{color:var(--muted)}
.evidence{font-size:.93rem}
.load{border:1px solid var(--line);border-radius:6px;padding:.8rem 1rem;margin-bottom:.9rem}
.load .tiles{margin:.4rem 0 .5rem;grid-template-columns:repeat(auto-fit,minmax(72px,1fr))}

table{width:100%;border-collapse:collapse;font-size:.93rem}
caption{text-align:left;color:var(--muted);font-size:.87rem;padding-bottom:.4rem}
th,td{text-align:left;vertical-align:top;padding:.45rem .6rem;border-top:1px solid var(--line)}
th{font-weight:600;font-size:.82rem;color:var(--muted);border-top:0;white-space:nowrap}
th:first-child,td:first-child{padding-left:0}
th:last-child,td:last-child{padding-right:0}
.numeric{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
/* A short word keeps its column as wide as itself; only in a wide column a long one may be broken anywhere. */
td.short{overflow-wrap:break-word;word-break:keep-all}
td .muted,td a{font-size:.93em}
.details td{border-top:0;padding-top:0}
tr:has(+.details) td{padding-bottom:.1rem}
:target{background:var(--info-ground)}
details{margin-top:.5rem}
summary{cursor:pointer;color:var(--accent);padding:.3rem 0}
figure{margin-bottom:1.75rem}
figure:last-child{margin-bottom:0}
.chart{overflow-x:auto;margin:.4rem 0}
.chart img{display:block;width:100%;min-width:640px;height:auto}
footer{color:var(--muted);font-size:.87rem}

/* A4 within its margins is 688 px wide: paper has room for tables. */
@media screen and (max-width:700px){
.page{padding:1rem .75rem 2rem}
h1{font-size:1.4rem}
section{padding:.9rem}
.verdict .tiles{grid-template-columns:1fr 1fr}
.verdict .tiles>:first-child{grid-column:1/-1}
.facts>div,.finding .facts>div{grid-template-columns:minmax(0,1fr)}
table,tbody,tr,td,caption{display:block}
thead{position:absolute;left:-999rem}
tr{border-top:1px solid var(--line);padding:.6rem 0;display:grid;grid-template-columns:1fr 1fr;gap:.3rem 1rem}
td,td:first-child,td:last-child{border:0;padding:0}
td,td.short{min-width:0;overflow-wrap:anywhere}
td.numeric{text-align:left;white-space:normal}
td.wide{grid-column:1/-1}
.details{border-top:0;padding-top:0}
td:not(.wide)::before{content:attr(data-head);display:block;color:var(--muted);font-size:.82rem}
}

@media print{
:root{color-scheme:light;--ground:#fff;--surface:#fff;--line:#ccd2da;--text:#000;--muted:#4a5563;--accent:#000;--ok:#19703f;
--ok-ground:#fff;--info:#1b6a86;--info-ground:#fff;--warning:#8a5300;--warning-ground:#fff;--error:#b3261e;--error-ground:#fff;
--critical:#9b1c77;--critical-ground:#fff}
@page{margin:14mm}
/* Both: most sizes are in rem. */
:root,body{font-size:9pt}
.page{padding:0;max-width:none}
section{border:0;padding:0;margin-bottom:1.5rem}
.verdict{padding-left:.8rem}
.badge{border:1px solid currentColor}
nav,summary,.skip{display:none}
details::details-content{content-visibility:visible;display:block;height:auto}
.finding,tr,figure,.load,.tiles{break-inside:avoid}
h2,h3,caption,thead,thead tr,tr:has(+.details){break-after:avoid}
th,td{padding-block:.25rem}
thead{display:table-header-group}
.chart{overflow:visible}
.chart img{min-width:0}
a{text-decoration:none}
}`;
