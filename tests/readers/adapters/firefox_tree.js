// The accessible tree of a page of the viewer: [role, name, language, [children]]; or null as long as there is none.
// Runs in the window of the browser, with the number of the page.

const [number] = arguments;
const service = Cc["@mozilla.org/accessibilityService;1"].getService(Ci.nsIAccessibilityService);
const page = find(service.getAccessibleFor(gBrowser.selectedBrowser));
return page && told(page);

function* children(element) {
  for (let child = element.firstChild; child; child = child.nextSibling) yield child;
}

function find(element) {
  if (!element) return null;
  if (service.getStringRole(element.role) === "region" && element.name === `Page ${number}`) return element;
  for (const child of children(element)) {
    const found = find(child);
    if (found) return found;
  }
  return null;
}

// The role has the level of a heading with it.
function told(element) {
  const level = {};
  let role = service.getStringRole(element.role);
  if (role === "heading") element.groupPosition(level, {}, {});
  if (level.value) role += ` ${level.value}`;
  return [role, element.name ?? "", element.language, [...children(element)].map(told)];
}
