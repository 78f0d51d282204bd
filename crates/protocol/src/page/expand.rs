//! Turns trees on the wire into one insertion a node.

use std::sync::Arc;

use super::{
    Content, Namespace, NodeId, Op, PageError, SHAPE_WEIGHT, TABLE,
    decode::Tables,
    shape::{self, Shape, tree},
    wire::Reader,
};

/// The numbers of the nodes to come, in preorder: runs of consecutive ones, each
/// with its first and its length.
pub(super) struct Ids(pub(super) std::vec::IntoIter<(NodeId, u32)>, pub(super) (NodeId, u32));

impl Ids {
    fn next(&mut self, reader: &Reader<'_>) -> Result<NodeId, PageError> {
        while self.1.1 == 0 {
            match self.0.next() {
                Some(run) => self.1 = run,
                None => return reader.garbled(),
            }
        }
        let node = self.1.0;
        self.1 = (node.wrapping_add(1), self.1.1 - 1);
        Ok(node)
    }
}

/// An element whose children are being read.
struct Open {
    node: NodeId,
    previous: NodeId,
    left: u32,
}

/// Reads trees and appends an insertion for each of their nodes.
pub(super) fn trees(
    reader: &mut Reader<'_>,
    tables: &mut Tables,
    place: (NodeId, NodeId),
    mut ids: Ids,
    ops: &mut Vec<Op>,
) -> Result<(), PageError> {
    let mut open: Vec<Open> = Vec::new();
    let mut roots = reader.number()?;
    while roots == shape::DEFINE {
        define(reader, tables)?;
        roots = reader.number()?;
    }
    if roots as usize > reader.left() {
        return reader.garbled();
    }
    open.push(Open { node: place.0, previous: place.1, left: roots });
    loop {
        let head = reader.number()?;
        let Some(top) = open.last_mut() else { return reader.garbled() };
        let (parent, previous) = (top.node, top.previous);
        let node = ids.next(reader)?;
        if head < tree::SHAPES {
            reader.make(1)?;
        }
        let (content, children) = match head {
            tree::TEXT => (Content::Text { text: tables.string(reader)? }, 0),
            tree::COMMENT => (Content::Comment, 0),
            tree::DOCTYPE => (Content::Doctype { name: tables.string(reader)? }, 0),
            tree::SHADOW => (Content::ShadowRoot, reader.count()? as u32),
            tree::FRAGMENT => (Content::Fragment, reader.count()? as u32),
            tree::DOCUMENT => {
                let quirks = reader.byte()? == 1;
                (Content::Document { quirks, base: tables.string(reader)? }, reader.count()? as u32)
            }
            tree::HIDDEN => {
                let (name, namespace) = (tables.string(reader)?, namespace(reader)?);
                let hidden = Some((reader.number()?, reader.number()?));
                (Content::Element { name, namespace, attributes: Vec::new(), hidden }, 0)
            }
            tree::ELEMENT => {
                let (name, namespace) = (tables.string(reader)?, namespace(reader)?);
                let attributes = (0..reader.count()?)
                    .map(|_| Ok((tables.string(reader)?, tables.string(reader)?)))
                    .collect::<Result<_, _>>()?;
                (Content::Element { name, namespace, attributes, hidden: None }, reader.count()? as u32)
            }
            number => {
                // The first node of the shape has its number already.
                let Some(number) = number.checked_sub(tree::SHAPES) else { return reader.garbled() };
                let Some(weight) = tables.shapes.get(number as usize).map(|shape| shape.weight) else {
                    return reader.garbled();
                };
                reader.make(weight)?;
                let at = Instance { parent, previous, node };
                instance(reader, tables, number, at, &mut ids, ops)?;
                top.previous = node;
                if close(&mut open) {
                    return Ok(());
                }
                continue;
            }
        };
        // A shadow root and a template's content stand beside the children.
        let beside = content.is_beside();
        ops.push(Op::Insert { parent, previous: if beside { 0 } else { previous }, node, content });
        if !beside {
            top.previous = node;
        }
        if children > 0 {
            open.push(Open { node, previous: 0, left: children });
        } else if close(&mut open) {
            return Ok(());
        }
    }
}

/// One child less; closes what is complete with it. Whether that was all.
fn close(open: &mut Vec<Open>) -> bool {
    while let Some(top) = open.last_mut() {
        top.left -= 1;
        if top.left > 0 {
            return false;
        }
        open.pop();
    }
    true
}

fn namespace(reader: &mut Reader<'_>) -> Result<Namespace, PageError> {
    let number = reader.byte()?;
    Namespace::numbered(number.into()).map_or_else(|| reader.garbled(), Ok)
}

fn define(reader: &mut Reader<'_>, tables: &mut Tables) -> Result<(), PageError> {
    let (name, namespace) = (tables.kept(reader)?, namespace(reader)?);
    let mut weight = 1u32;
    let mut attributes = Vec::new();
    for _ in 0..reader.count()? {
        let name = tables.kept(reader)?;
        let is_fixed = reader.byte()? == 1;
        attributes.push((name, if is_fixed { Some(tables.kept(reader)?) } else { None }));
        // A hole takes a byte wherever it is filled.
        weight += u32::from(is_fixed);
        if weight > SHAPE_WEIGHT || attributes.len() > SHAPE_WEIGHT as usize {
            return reader.garbled();
        }
    }
    let mut children = Vec::new();
    for _ in 0..reader.count()? {
        let code = reader.number()?;
        weight += match code.checked_sub(shape::SHAPES) {
            None => 1,
            Some(number) => match tables.shapes.get(number as usize) {
                Some(known) => known.weight,
                None => return reader.garbled(),
            },
        };
        if weight > SHAPE_WEIGHT {
            return reader.garbled();
        }
        children.push(code);
    }
    if tables.shapes.len() >= TABLE {
        return reader.garbled();
    }
    tables.shapes.push(Arc::new(Shape { name, namespace, attributes, children, weight }));
    Ok(())
}

/// Where the first node of a shape goes.
struct Instance {
    parent: NodeId,
    previous: NodeId,
    node: NodeId,
}

/// Makes the nodes of a shape, reading what fills its holes. A shape's depth is
/// at most its number of nodes, so this may go down by itself.
fn instance(
    reader: &mut Reader<'_>,
    tables: &mut Tables,
    number: u32,
    at: Instance,
    ids: &mut Ids,
    ops: &mut Vec<Op>,
) -> Result<(), PageError> {
    let Some(shape) = tables.shapes.get(number as usize).cloned() else { return reader.garbled() };
    let Instance { parent, previous, node } = at;
    let mut attributes = Vec::with_capacity(shape.attributes.len());
    for (name, value) in &shape.attributes {
        let value = match value {
            Some(value) => value.clone(),
            None => tables.string(reader)?,
        };
        attributes.push((name.clone(), value));
    }
    let content =
        Content::Element { name: shape.name.clone(), namespace: shape.namespace, attributes, hidden: None };
    ops.push(Op::Insert { parent, previous, node, content });
    let mut before = 0;
    for &code in &shape.children {
        let child = ids.next(reader)?;
        let content = match code {
            shape::TEXT => Content::Text { text: tables.string(reader)? },
            shape::COMMENT => Content::Comment,
            _ => {
                let inner = Instance { parent: node, previous: before, node: child };
                instance(reader, tables, code - shape::SHAPES, inner, ids, ops)?;
                before = child;
                continue;
            }
        };
        ops.push(Op::Insert { parent: node, previous: before, node: child, content });
        before = child;
    }
    Ok(())
}
