import { createHash } from 'node:crypto';

/** The style of every page, in the page itself: nothing else has to be fetched, and its hash admits it. */
export const style = `
:root{color-scheme:light dark;--ink:#1c1b19;--soft:#625d55;--line:#d9d3c7;--paper:#fbfaf7;--card:#fff;--accent:#7a2e1d}
@media (prefers-color-scheme:dark){:root{--ink:#eeeae2;--soft:#a9a296;--line:#3b3832;--paper:#171614;--card:#1f1e1b;--accent:#e39a83}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.7 "Noto Naskh Arabic",Amiri,"Iowan Old Style",Charter,Georgia,serif;overflow-wrap:anywhere}
header,main,footer{max-width:46rem;margin-inline:auto;padding-inline:1.25rem}
header{display:flex;justify-content:space-between;align-items:baseline;padding-block:1rem;border-block-end:1px solid var(--line);font-size:.95rem}
header .site{font-weight:700;font-size:1.15rem}
main{padding-block:1.5rem 2rem}
h1{font-size:1.65rem;line-height:1.35;margin:.25rem 0 1rem}
h2{font-size:1.05rem;margin:2.25rem 0 .6rem;color:var(--accent)}
a{color:var(--accent);text-underline-offset:.2em}
.kind,.soft{color:var(--soft);font-size:.92rem}
.kind{margin:0}
.notice{border-inline-start:.3rem solid var(--accent);background:var(--card);padding:.6rem 1rem;margin:0 0 1rem}
blockquote{margin:0 0 .75rem;padding:.9rem 1.15rem;border-inline-start:.25rem solid var(--accent);background:var(--card);font-size:1.25rem;line-height:1.75}
blockquote.second{font-size:1.05rem;border-color:var(--line)}
dl{margin:1.25rem 0 0;display:grid;grid-template-columns:minmax(8rem,12rem) 1fr;gap:.5rem 1.25rem}
dt{color:var(--soft);font-size:.92rem;padding-block-start:.12rem}
dd{margin:0}
ul{margin:0;padding-inline-start:1.15rem}
li{margin-block:.3rem}
dd ul{padding:0;list-style:none}
dd li{margin-block:0 .25rem}
section>.kind{margin-block:1.1rem .3rem}
.cite p{margin:0;padding:.65rem .9rem;background:var(--card);border:1px solid var(--line);border-radius:.3rem;user-select:all;font-size:.98rem}
.cite .kind{padding:0;background:none;border:0;margin-block:.8rem .25rem}
footer{border-block-start:1px solid var(--line);padding-block:1.25rem 2.5rem;font-size:.88rem;color:var(--soft)}
footer p{margin:.25rem 0}
@media (max-width:34rem){body{font-size:1rem}h1{font-size:1.4rem}blockquote{font-size:1.15rem}dl{grid-template-columns:1fr;gap:.1rem}dd{margin-block-end:.8rem}}
@media print{body{background:#fff}header a,footer .formats{display:none}}
`;

const hash = createHash('sha256').update(style).digest('base64');

/** Content-Security-Policy of every page: its own style and nothing else, no script at all. */
export const policy = [
  "default-src 'none'",
  `style-src 'sha256-${hash}'`,
  // An empty icon, so that no browser asks for one.
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');
