//! How far a form is, counted from what its fields say of themselves.

use crate::engine::FormNow;

/// A field, without its value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FieldSeen {
    /// Fields of one number other than 0 are one question, as radio buttons are.
    pub group: u32,
    /// Whether it must be filled.
    pub required: bool,
    /// Whether it is filled and valid.
    pub done: bool,
    /// Whether it is shown as wrong.
    pub wrong: bool,
}

/// How far a form with these fields is: those that must be filled, or all, when
/// none is marked so. What is shown as wrong counts in either case.
#[must_use]
pub fn progress(fields: &[FieldSeen], current: Option<String>) -> Option<FormNow> {
    let mut questions: Vec<FieldSeen> = Vec::new();
    for field in fields {
        match questions.iter_mut().find(|known| field.group != 0 && known.group == field.group) {
            Some(known) => {
                known.required |= field.required;
                known.done |= field.done;
                known.wrong |= field.wrong;
            }
            None => questions.push(*field),
        }
    }
    let some_must = questions.iter().any(|field| field.required);
    let counted = || questions.iter().filter(|field| field.required || !some_must);
    let number = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    (!questions.is_empty()).then(|| FormNow {
        fields: number(counted().count()),
        done: number(counted().filter(|field| field.done).count()),
        errors: number(questions.iter().filter(|field| field.wrong).count()),
        current,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MUST: FieldSeen = FieldSeen { group: 0, required: true, done: false, wrong: false };

    fn counted(fields: &[FieldSeen]) -> Option<(u16, u16, u16)> {
        progress(fields, None).map(|form| (form.done, form.fields, form.errors))
    }

    #[test]
    fn radio_buttons_of_one_group_are_one_question() {
        let radio = FieldSeen { group: 1, ..MUST };
        let other = FieldSeen { group: 2, wrong: true, ..MUST };
        let fields = [MUST, radio, FieldSeen { done: true, ..radio }, other, other];
        assert_eq!(counted(&fields), Some((1, 3, 1)));
    }

    #[test]
    fn what_may_stay_empty_counts_only_where_nothing_must_be_filled() {
        let may = FieldSeen { required: false, done: true, ..MUST };
        assert_eq!(counted(&[MUST, may]), Some((0, 1, 0)));
        assert_eq!(counted(&[may, FieldSeen { done: false, ..may }]), Some((1, 2, 0)));
        assert_eq!(counted(&[MUST, FieldSeen { wrong: true, ..may }]), Some((0, 1, 1)));
        assert_eq!(counted(&[]), None);
    }
}
