"use strict";
// What every part of the page stands on: the data, the words, and ways to find and make elements.
const page = JSON.parse(document.getElementById("data").textContent);
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

document.documentElement.classList.add("script");

/** What reorders the text around it made visible; tables hold it as it is, for saving. */
function visible(value) {
  if (Array.isArray(value)) return value.map(visible);
  if (typeof value !== "string") return value;
  return value.replace(/[\u202a-\u202e\u2066-\u2069]/g, (found) => `⟪U+${found.codePointAt(0).toString(16).toUpperCase()}⟫`);
}

/** A row of a table as an object from column name to value, as the page shows it. */
function record(table, index) {
  const { columns, rows } = page.tables[table];
  return Object.fromEntries(columns.map((name, place) => [name, visible(rows[index][place])]));
}

/** Words of the page with {names} filled in. */
function say(key, values = {}) {
  return page.words[key].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** The value as a list: null is empty, a scalar stands alone. */
function listed(value) {
  return value === null || value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** An element with text; what is given is never read as markup. */
function made(name, text = "", kind = "") {
  const element = document.createElement(name);
  element.textContent = text;
  if (kind) element.className = kind;
  return element;
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

one("#theme").addEventListener("click", () => {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
});
