//! A callback that several listeners share.

use std::{cell::RefCell, rc::Rc};

use crate::guard::guard;

/// Where a resource's events go. Cloned into each of its listeners.
pub(crate) struct Callback<E>(Rc<RefCell<dyn FnMut(E)>>);

impl<E> Clone for Callback<E> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<E: 'static> Callback<E> {
    pub(crate) fn new(on: impl FnMut(E) + 'static) -> Self {
        Self(Rc::new(RefCell::new(on)))
    }

    /// Calls back, unless the callback is running already: the browser raises
    /// none of these events from within a call.
    pub(crate) fn call(&self, event: E) {
        guard(|| {
            if let Ok(mut on) = self.0.try_borrow_mut() {
                on(event);
            }
        });
    }
}
