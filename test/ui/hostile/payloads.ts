/** A name in the page that every payload calls if any of it is ever run. */
export const ALARM = 'hostileRan';

/** An address no request may go to. */
export const FOREIGN = 'hostile.invalid';

const call = `${ALARM}(1)`;
const image = `https://${FOREIGN}/x.png`;

/** What a hostile sheet, document or question may hold; one line each, as the question box takes one question a line. */
export const PAYLOADS: readonly string[] = [
  `<script>${call}</script>`,
  `<script src="https://${FOREIGN}/x.js"></script>`,
  `<img src=x onerror="${call}">`,
  `<img src="${image}" onload=${call}>`,
  `"><svg/onload=${call}>`,
  `<svg><script>${call}</script><animate onbegin=${call} attributeName=x dur=1s></svg>`,
  `<svg><a xlink:href="javascript:${call}"><text y=9>compte</text></a></svg>`,
  `<math><mtext><img src=x onerror=${call}></mtext></math>`,
  `<a href="javascript:${call}">compte 601</a>`,
  `<a href="data:text/html,<script>${call}</script>">compte 601</a>`,
  `<a href="JaVa&#x09;ScRiPt:${call}">compte</a>`,
  `<iframe srcdoc="<script>parent.${call}</script>"></iframe>`,
  `<object data="data:text/html,<script>parent.${call}</script>"></object><embed src="${image}">`,
  `<style>@import url(${image}); body { display: none; background: url(${image}) }</style>`,
  `<p style="background:url(${image});position:fixed;inset:0">tout couvrir</p>`,
  `<link rel=stylesheet href="https://${FOREIGN}/x.css"><base href="https://${FOREIGN}/">`,
  `<meta http-equiv=refresh content="0;url=https://${FOREIGN}/">`,
  `<form action="https://${FOREIGN}/"><input name=a autofocus onfocus=${call}><button>Envoyer</button></form>`,
  `<details open ontoggle=${call}><summary>détail</summary></details><video><source onerror=${call}></video>`,
  `<template><script>${call}</script></template></textarea></title></noscript><img src=x onerror=${call}>`,
  `[compte](javascript:${call}) [1](javascript:${call}) ![](${image}) <https://${FOREIGN}/>`,
  `![x](${image} "onerror=${call}") [ref]: javascript:${call}`,
  `**gras** \`<img src=x onerror=${call}>\` ~~~html <script>${call}</script> ~~~`,
  `[0] [-1] [1e3] [999999999999] [[1]] [1](2) $t(app.name) {{number}} \${${call}} {${call}}`,
  `&lt;script&gt;${call}&lt;/script&gt; &#60;img src=x onerror=${call}&#62;`,
  `\u202e<img src=x onerror=${call}>\u202c \u2028 \ufeff <\u0000script>${call}`,
  `constructor __proto__ toString <img/src/onerror=${call}>`,
  `');${call};('`,
  `--><script>${call}</script><!--`,
  `]]><script>${call}</script><![CDATA[`,
];

/** Beginning of a question that is answered with the payload of the number behind it. */
export const TRIGGER = 'charge utile';
