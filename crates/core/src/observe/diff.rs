use std::collections::HashMap;

use alongside_protocol::page::NodeId;

/// Of a node's new children, those that can stay where they are while the others
/// are placed around them: a longest run that keeps its old order.
pub(super) fn staying(old: &[NodeId], new: &[NodeId]) -> Vec<bool> {
    let position: HashMap<NodeId, usize> = old.iter().enumerate().map(|(at, &node)| (node, at)).collect();
    // `tails[n]` ends the best increasing run of length n + 1 found so far.
    let mut tails: Vec<(usize, usize)> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; new.len()];
    for (index, node) in new.iter().enumerate() {
        let Some(&at) = position.get(node) else {
            continue;
        };
        let length = tails.partition_point(|&(tail, _)| tail < at);
        before[index] = length.checked_sub(1).map(|shorter| tails[shorter].1);
        if length == tails.len() {
            tails.push((at, index));
        } else {
            tails[length] = (at, index);
        }
    }
    let mut stays = vec![false; new.len()];
    let mut next = tails.last().map(|&(_, index)| index);
    while let Some(index) = next {
        stays[index] = true;
        next = before[index];
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swap_moves_two_and_an_insert_moves_none() {
        let moved =
            |old: &[NodeId], new: &[NodeId]| staying(old, new).iter().filter(|stays| !**stays).count();
        assert_eq!(moved(&[1, 2, 3, 4, 5], &[1, 4, 3, 2, 5]), 2);
        assert_eq!(moved(&[1, 2, 3], &[1, 9, 2, 3]), 1);
        assert_eq!(moved(&[1, 2, 3], &[3, 1, 2]), 1);
        assert_eq!(moved(&[], &[1, 2]), 2);
    }
}
