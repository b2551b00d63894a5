// Readability over many pages: node worker.mjs readability LIST FROM OUT PROGRESS. As worker.py, which says what the arguments are.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(path.join(process.env.PEERS_NPM, "package.json"));
const { Readability } = require("@mozilla/readability");
const { parseHTML } = require("linkedom");

const [, , , list, first, out, progress] = process.argv;
const rows = fs.readFileSync(list, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
const outFile = fs.openSync(out, "a");
const progressFile = fs.openSync(progress, "r+");

function seconds() {
  const used = process.cpuUsage();
  return (used.user + used.system) / 1e6;
}

// The text with a blank line between blocks: textContent runs paragraphs together.
const BLOCKS = new Set(["P", "DIV", "H1", "H2", "H3", "H4", "H5", "H6", "LI", "UL", "OL", "BLOCKQUOTE", "SECTION", "ARTICLE", "TABLE", "TR",
  "FIGURE", "FIGCAPTION", "PRE", "BR", "HR"]);
function textOf(root) {
  const parts = [];
  const stack = [root];
  while (stack.length) {
    const node = stack.pop();
    if (typeof node === "string") {
      parts.push(node);
    } else if (node.nodeType === 3) {
      parts.push(node.textContent);
    } else if (node.childNodes) {
      const isBlock = BLOCKS.has(node.nodeName);
      if (isBlock) {
        parts.push("\n\n");
        stack.push("\n\n");
      }
      for (let i = node.childNodes.length - 1; i >= 0; i--) {
        stack.push(node.childNodes[i]);
      }
    }
  }
  return parts.join("").replace(/[ \t]+/g, " ").replace(/\s*\n\s*\n\s*/g, "\n\n").trim();
}

for (let i = Number(first); i < rows.length; i++) {
  fs.writeSync(progressFile, String(i).padStart(8), 0);
  const page = fs.readFileSync(rows[i].utf8, "utf8");
  let answer = {};
  const began = seconds();
  try {
    const found = new Readability(parseHTML(page).document, { serializer: textOf }).parse();
    if (found) {
      answer = { text: found.content, title: found.title, author: found.byline, published: found.publishedTime };
    }
  } catch (e) {
    answer = { failed: e.name };
  }
  const took = seconds() - began;
  fs.writeSync(outFile, JSON.stringify({ id: rows[i].id, seconds: took, ...answer }) + "\n");
}
