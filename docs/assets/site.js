// Progressive enhancement: every page can be read, and a call booked, without this script.
// Run when the page has been read (`defer`).

const root = document.documentElement;
const wide = matchMedia("(width >= 64rem)");

// The theme follows the system until the reader chooses one; the browser stores the choice.
const dark = matchMedia("(prefers-color-scheme: dark)");
const theme = document.querySelector(".theme-switch");
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
const showTheme = () => {
  const label = theme.querySelector("span");
  label.textContent = isDark() ? label.dataset.light : label.dataset.dark;
  const paper = getComputedStyle(document.body).backgroundColor;
  for (const bar of document.querySelectorAll("meta[name=theme-color]")) bar.content = paper;
};
theme.addEventListener("click", () => {
  root.dataset.theme = isDark() ? "light" : "dark";
  try {
    localStorage.theme = root.dataset.theme;
  } catch {
    // Without storage the choice lasts for this page.
  }
  showTheme();
});
dark.addEventListener("change", showTheme);
showTheme();

// The phone menu. Close it when the focus leaves it, so that it does not cover the focused element.
const menu = document.getElementById("site-nav");
const opener = document.querySelector(".site-header__menu");
let closeMenu = () => menu.matches(":popover-open") && menu.hidePopover();
menu.addEventListener("focusout", ({ relatedTarget: next }) => {
  if (next && next !== opener && !menu.contains(next)) closeMenu();
});
if (!("popover" in HTMLElement.prototype)) {
  const showMenu = (open) => {
    menu.classList.toggle("site-nav--open", open);
    opener.setAttribute("aria-expanded", open);
  };
  const isOpen = () => menu.classList.contains("site-nav--open");
  closeMenu = () => showMenu(false);
  closeMenu();
  opener.addEventListener("click", () => {
    showMenu(!isOpen());
    if (isOpen()) menu.querySelector("a").focus();
  });
  addEventListener("pointerdown", ({ target }) => {
    if (!menu.contains(target) && !opener.contains(target)) closeMenu();
  });
  addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !isOpen()) return;
    closeMenu();
    opener.focus();
  });
}

// The table of contents is open where it has a column of its own, and marks the section being read.
const contents = document.querySelector(".contents");
if (contents) {
  const fold = () => (contents.open = wide.matches);
  wide.addEventListener("change", fold);
  fold();
  const links = [...contents.querySelectorAll("a")];
  const sections = links.map((a) => document.getElementById(a.getAttribute("href").slice(1)));
  const follow = () => {
    const read = sections.findLastIndex((s) => s?.getBoundingClientRect().top < innerHeight / 3);
    links.forEach((link, n) => {
      if (n === read) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    });
  };
  follow();
  let waiting = false;
  addEventListener(
    "scroll",
    () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        follow();
      });
    },
    { passive: true },
  );
}

// Copy code by a button, and a question's address by the link sign after its heading.
const copied = (element, name) => {
  element.classList.add(name);
  setTimeout(() => element.classList.remove(name), 2000);
};
if (navigator.clipboard) {
  const { copy, copied: done } = document.body.dataset;
  for (const pre of document.querySelectorAll(".highlight > pre, .highlight > div > pre")) {
    const button = Object.assign(document.createElement("button"), {
      className: "copy",
      type: "button",
      textContent: copy,
    });
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(pre.textContent.trimEnd());
      button.textContent = done;
      copied(button, "copy--done");
      setTimeout(() => (button.textContent = copy), 2000);
    });
    pre.after(button);
  }
  for (const link of document.querySelectorAll("[data-clipboard-text]"))
    link.addEventListener("click", async () => {
      await navigator.clipboard.writeText(link.dataset.clipboardText);
      copied(link, "headerlink--done");
    });
}

// Make code and tables that overflow their boxes focusable, so that they can be scrolled by
// keyboard. What has the focus needs a name: its own caption, or the heading that it is under.
const headings = [...document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6)")];
const nameOf = (box) => {
  const own = box.querySelector("caption") ?? box.closest(".highlight")?.querySelector(".filename");
  const isAbove = (h) => h.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING;
  return (own ?? headings.findLast(isAbove))?.textContent.trim() ?? document.title;
};
const sized = new ResizeObserver((boxes) => {
  for (const { target } of boxes) {
    if (target.scrollWidth > target.clientWidth) {
      target.tabIndex = 0;
      target.setAttribute("role", "group");
      target.setAttribute("aria-label", nameOf(target));
    } else for (const name of ["tabindex", "role", "aria-label"]) target.removeAttribute(name);
  }
});
for (const box of document.querySelectorAll("pre, .table")) sized.observe(box);

// The web manifest, which is needed only to install the site: linked in the head, it would be loaded
// before the fonts.
if (document.body.className === "home")
  document.head.append(
    Object.assign(document.createElement("link"), { rel: "manifest", href: "site.webmanifest" }),
  );

// Search, where the site has one. Its script and style sheet are loaded when it is first opened.
const dialog = document.getElementById("search");
let styled; // a promise, from the first time that the dialog opens
let failures = 0; // each gives the script another URL: browsers do not load a module again that failed
const style = (href) =>
  new Promise((onload, onerror) => {
    const link = document.createElement("link");
    document.head.append(Object.assign(link, { rel: "stylesheet", href, onload, onerror }));
  });
const search = async (otherwise) => {
  const { script, style: sheet } = dialog.dataset;
  try {
    styled ??= style(sheet);
    const [{ open }] = await Promise.all([
      import(new URL(`${script}#${failures}`, document.baseURI)),
      styled,
    ]);
    open();
  } catch {
    styled = undefined;
    failures++;
    if (otherwise) location.href = otherwise;
  }
};
for (const link of document.querySelectorAll("[data-opens=search]")) {
  link.setAttribute("role", "button");
  link.setAttribute("aria-haspopup", "dialog");
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    search(link.href);
  });
  link.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    search(link.href);
  });
}
const onKey = (event) => {
  const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
  const slash = event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey;
  const chord = event.key?.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
  if (!slash && !chord) return;
  event.preventDefault();
  search();
};
if (dialog) addEventListener("keydown", onKey);
