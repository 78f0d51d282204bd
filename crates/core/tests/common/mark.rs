use alongside_core::observe::signals::Mark;

/// An element from how a test writes it: `tag.class[name=value]`.
pub(crate) fn mark(written: &str) -> Mark {
    let (head, rest) = written.split_once('[').unwrap_or((written, ""));
    let mut parts = head.split('.').map(str::to_owned);
    let tag = parts.next().unwrap_or_default();
    let classes = parts.map(|class| ("class".to_owned(), class));
    let given = rest.split(['[', ']']).filter(|one| !one.is_empty()).map(|one| {
        let (name, value) = one.split_once('=').unwrap_or((one, ""));
        (name.to_owned(), value.to_owned())
    });
    Mark { tag, attributes: classes.chain(given).collect() }
}

/// Elements from the innermost outwards: `b<button<form`.
pub(crate) fn path(written: &str) -> Vec<Mark> {
    written.split('<').filter(|one| !one.is_empty()).map(mark).collect()
}
