//! The words of markup that may be known: which attributes only shape a page, which
//! hold names, which hold addresses.

/// Attributes of HTML and ARIA whose values are tokens or numbers, never text. What a
/// customer chooses or sets (`checked`, `value`, `aria-checked`, `aria-valuenow`) is not
/// among them, or is one of [`CHOICES`], which style sheets select on.
#[rustfmt::skip]
const SHAPING: [&str; 119] = [
    "align", "aria-atomic", "aria-autocomplete", "aria-busy", "aria-colcount", "aria-colindex",
    "aria-colspan", "aria-current", "aria-disabled", "aria-expanded", "aria-haspopup", "aria-hidden",
    "aria-invalid", "aria-level", "aria-live", "aria-modal", "aria-multiline", "aria-multiselectable",
    "aria-orientation", "aria-posinset", "aria-pressed", "aria-readonly", "aria-required", "aria-rowcount",
    "aria-rowindex", "aria-rowspan", "aria-selected", "aria-setsize", "aria-sort", "async",
    "autocapitalize", "autocomplete", "autofocus", "autoplay", "bgcolor", "border", "capture",
    "cellpadding", "cellspacing", "charset", "clear", "closedby", "color", "cols", "colspan", "command",
    "compact", "contenteditable", "controls", "coords", "crossorigin", "decoding", "default", "defer",
    "dir", "disabled", "draggable", "enterkeyhint", "face", "fetchpriority", "frame", "frameborder",
    "height", "hidden", "hspace", "imagesizes", "inert", "inputmode", "is", "ismap", "itemscope", "lang",
    "loading", "loop", "marginheight", "marginwidth", "max", "maxlength", "media", "method", "min",
    "minlength", "multiple", "muted", "nomodule", "novalidate", "nowrap", "open", "pattern", "playsinline",
    "popover", "popovertargetaction", "preload", "readonly", "rel", "required", "reversed", "role", "rows",
    "rowspan", "rules", "scope", "scrolling", "shadowrootmode", "shape", "size", "sizes", "span",
    "spellcheck", "start", "step", "tabindex", "target", "translate", "type", "valign", "vspace", "width",
    "wrap",
];

/// Attributes that say what was chosen.
const CHOICES: [&str; 3] = ["aria-activedescendant", "aria-pressed", "aria-selected"];

/// Attributes that hold names: of elements, of classes, of fields.
#[rustfmt::skip]
const NAMES: [&str; 24] = [
    "anchor", "aria-activedescendant", "aria-controls", "aria-describedby", "aria-details",
    "aria-errormessage", "aria-flowto", "aria-labelledby", "aria-owns", "class", "commandfor",
    "exportparts", "for", "form", "headers", "id", "interestfor", "itemref", "list", "name", "part",
    "popovertarget", "slot", "usemap",
];

/// Attributes of SVG 2, its filters and animations, and of MathML Core that are
/// geometry and style.
#[rustfmt::skip]
const DRAWING: [&str; 224] = [
    "accent", "accent-height", "accentunder", "alignment-baseline", "amplitude", "ascent", "attributeName",
    "attributeType", "azimuth", "baseFrequency", "baseProfile", "baseline-shift", "begin", "bias", "by",
    "calcMode", "clip", "clip-path", "clip-rule", "clipPathUnits", "color", "color-interpolation",
    "color-interpolation-filters", "color-rendering", "columnalign", "columnlines", "columnspacing",
    "columnspan", "cursor", "cx", "cy", "d", "denomalign", "depth", "descent", "diffuseConstant",
    "direction", "display", "displaystyle", "divisor", "dominant-baseline", "dur", "dx", "dy", "edgeMode",
    "elevation", "end", "equalcolumns", "equalrows", "exponent", "fence", "fill", "fill-opacity",
    "fill-rule", "filter", "filterUnits", "flood-color", "flood-opacity", "font-family", "font-size",
    "font-size-adjust", "font-stretch", "font-style", "font-variant", "font-weight", "fr", "framespacing",
    "from", "fx", "fy", "glyph-orientation-horizontal", "glyph-orientation-vertical", "gradientTransform",
    "gradientUnits", "image-rendering", "in", "in2", "intercept", "k1", "k2", "k3", "k4", "kernelMatrix",
    "kernelUnitLength", "keyPoints", "keySplines", "keyTimes", "largeop", "lengthAdjust", "letter-spacing",
    "lighting-color", "limitingConeAngle", "linethickness", "lspace", "marker-end", "marker-mid",
    "marker-start", "markerHeight", "markerUnits", "markerWidth", "mask", "mask-type", "maskContentUnits",
    "maskUnits", "mathbackground", "mathcolor", "mathsize", "mathvariant", "maxsize", "minsize", "mode",
    "movablelimits", "notation", "numOctaves", "numalign", "offset", "opacity", "operator", "order",
    "orient", "origin", "overflow", "overline-position", "overline-thickness", "paint-order", "path",
    "pathLength", "patternContentUnits", "patternTransform", "patternUnits", "pointer-events", "points",
    "pointsAtX", "pointsAtY", "pointsAtZ", "preserveAlpha", "preserveAspectRatio", "primitiveUnits", "r",
    "radius", "refX", "refY", "repeatCount", "repeatDur", "requiredExtensions", "restart", "result",
    "rotate", "rowalign", "rowlines", "rowspacing", "rowspan", "rspace", "rx", "ry", "scale", "scriptlevel",
    "seed", "separator", "shape-rendering", "side", "slope", "spacing", "specularConstant",
    "specularExponent", "spreadMethod", "startOffset", "stdDeviation", "stitchTiles", "stop-color",
    "stop-opacity", "stretchy", "strikethrough-position", "strikethrough-thickness", "stroke",
    "stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit",
    "stroke-opacity", "stroke-width", "surfaceScale", "symmetric", "systemLanguage", "tableValues",
    "targetX", "targetY", "text-anchor", "text-decoration", "text-rendering", "textLength", "to",
    "transform", "transform-origin", "u1", "u2", "underline-position", "underline-thickness",
    "unicode-bidi", "values", "vector-effect", "version", "viewBox", "visibility", "voffset",
    "word-spacing", "writing-mode", "x", "x1", "x2", "xChannelSelector", "xlink:show", "xlink:type",
    "xml:lang", "xml:space", "xmlns", "xmlns:xlink", "y", "y1", "y2", "yChannelSelector", "z", "zoomAndPan",
];

/// Values of `data-*` that style sheets select on and that say nothing of a person, nor
/// of what one has chosen.
#[rustfmt::skip]
const STATES: [&str; 38] = [
    "active", "bottom", "center", "closed", "collapsed", "compact", "complete", "current", "dark",
    "default", "end", "error", "expanded", "first", "hidden", "horizontal", "inactive", "invalid", "large",
    "last", "left", "light", "loading", "medium", "middle", "next", "none", "open", "previous", "ready",
    "right", "small", "start", "success", "top", "vertical", "visible", "warning",
];

/// Attributes that hold one address.
const ADDRESSES: [&str; 9] =
    ["action", "background", "cite", "data", "formaction", "href", "poster", "src", "xlink:href"];

/// Whether an attribute's values are tokens or numbers.
pub(super) fn is_shaping(attribute: &str) -> bool {
    SHAPING.binary_search(&attribute).is_ok()
}

/// Whether an attribute says what was chosen.
pub(super) fn is_choice(attribute: &str) -> bool {
    CHOICES.contains(&attribute)
}

/// Whether an attribute holds names, with space between them.
pub(super) fn is_name(attribute: &str) -> bool {
    NAMES.binary_search(&attribute).is_ok()
}

/// Whether an attribute draws, in SVG or MathML.
pub(super) fn is_drawing(attribute: &str) -> bool {
    DRAWING.binary_search(&attribute).is_ok()
}

/// Whether an attribute holds an address.
pub(super) fn is_address(attribute: &str) -> bool {
    ADDRESSES.binary_search(&attribute).is_ok()
}

/// Whether a value is a word for a state.
pub(super) fn is_state(value: &str) -> bool {
    STATES.binary_search(&value).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        assert!(SHAPING.is_sorted() && NAMES.is_sorted() && DRAWING.is_sorted());
        assert!(STATES.is_sorted() && ADDRESSES.is_sorted());
    }
}
