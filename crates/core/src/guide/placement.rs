//! Where a popover goes beside its target, for browsers without CSS anchor
//! positioning. Pure geometry, in CSS pixels of the viewport.

use alongside_protocol::flow::Placement;

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rect {
    /// Left edge.
    pub x: i32,
    /// Top edge.
    pub y: i32,
    /// Width.
    pub width: i32,
    /// Height.
    pub height: i32,
}

impl Rect {
    fn right(&self) -> i32 {
        self.x + self.width
    }

    fn bottom(&self) -> i32 {
        self.y + self.height
    }
}

/// Where a popover's top left corner goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
    /// The side it ended up on.
    pub side: Placement,
}

/// Distance to the target and to the edges of the viewport.
pub const GAP: i32 = 12;

/// Puts a popover of a size beside a target: on the wanted side when it fits
/// there, else on the opposite one, else where most room is.
#[must_use]
pub fn place(target: Rect, size: (i32, i32), viewport: (i32, i32), wanted: Placement, rtl: bool) -> Place {
    let room = |side: Placement| match physical(side, rtl) {
        Side::Top => target.y - 2 * GAP - size.1,
        Side::Bottom => viewport.1 - target.bottom() - 2 * GAP - size.1,
        Side::Left => target.x - 2 * GAP - size.0,
        Side::Right => viewport.0 - target.right() - 2 * GAP - size.0,
    };
    let order = match wanted {
        Placement::Auto | Placement::Bottom => {
            [Placement::Bottom, Placement::Top, Placement::End, Placement::Start]
        }
        Placement::Top => [Placement::Top, Placement::Bottom, Placement::End, Placement::Start],
        Placement::Start => [Placement::Start, Placement::End, Placement::Bottom, Placement::Top],
        Placement::End => [Placement::End, Placement::Start, Placement::Bottom, Placement::Top],
    };
    let roomiest = || order.iter().copied().max_by_key(|&side| room(side)).unwrap_or(Placement::Bottom);
    let side = order.iter().copied().find(|&side| room(side) >= 0).unwrap_or_else(roomiest);
    let centred = (target.x + (target.width - size.0) / 2, target.y + (target.height - size.1) / 2);
    let (x, y) = match physical(side, rtl) {
        Side::Top => (centred.0, target.y - GAP - size.1),
        Side::Bottom => (centred.0, target.bottom() + GAP),
        Side::Left => (target.x - GAP - size.0, centred.1),
        Side::Right => (target.right() + GAP, centred.1),
    };
    let within = |at: i32, size: i32, limit: i32| at.min(limit - size - GAP).max(GAP);
    Place { x: within(x, size.0, viewport.0), y: within(y, size.1, viewport.1), side }
}

enum Side {
    Top,
    Bottom,
    Left,
    Right,
}

fn physical(side: Placement, rtl: bool) -> Side {
    match side {
        Placement::Top => Side::Top,
        Placement::Auto | Placement::Bottom => Side::Bottom,
        Placement::Start if rtl => Side::Right,
        Placement::End if rtl => Side::Left,
        Placement::Start => Side::Left,
        Placement::End => Side::Right,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PHONE: (i32, i32) = (360, 640);

    #[test]
    fn the_wanted_side_is_taken_where_it_fits() {
        let target = Rect { x: 100, y: 300, width: 80, height: 40 };
        assert_eq!(place(target, (200, 100), PHONE, Placement::Top, false).side, Placement::Top);
        let high = Rect { y: 20, ..target };
        assert_eq!(place(high, (200, 100), PHONE, Placement::Top, false).side, Placement::Bottom);
    }

    #[test]
    fn start_is_on_the_right_in_right_to_left_pages() {
        let target = Rect { x: 300, y: 300, width: 80, height: 40 };
        let at = place(target, (120, 60), (800, 600), Placement::Start, true);
        assert!(at.x >= target.right());
    }

    proptest! {
        #[test]
        fn it_never_leaves_the_viewport(
            x in -500..2_000, y in -500..2_000, width in 1..1_500, height in 1..1_500,
            wide in 50..330, high in 40..600,
        ) {
            let target = Rect { x, y, width, height };
            let at = place(target, (wide, high), PHONE, Placement::Auto, false);
            prop_assert!(at.x >= GAP && at.y >= GAP);
            prop_assert!(at.x + wide <= PHONE.0 - GAP || at.x == GAP);
            prop_assert!(at.y + high <= PHONE.1 - GAP || at.y == GAP);
        }
    }
}
