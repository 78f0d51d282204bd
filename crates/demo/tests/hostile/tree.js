// The tree of a page, as nobody would send it who has read our rules: every
// element with its namespace, every attribute as it is, scripts and all.
(html) => {
  const spaces = ["http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML"];
  const tree = (node) => {
    if (node.nodeType === 3) return node.data;
    if (node.nodeType !== 1) return null;
    const children = (parent) => [...parent.childNodes].map(tree).filter((child) => child !== null);
    return {
      space: Math.max(0, spaces.indexOf(node.namespaceURI)),
      name: node.nodeName.toLowerCase(),
      attributes: [...node.attributes].map(({ name, value }) => [name, value]),
      children: children(node.localName === "template" ? node.content : node),
      shadow: node.shadowRoot && children(node.shadowRoot),
    };
  };
  return tree(Document.parseHTMLUnsafe(html).documentElement);
}
