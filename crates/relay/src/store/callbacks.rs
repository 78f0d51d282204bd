//! Whom to call back: a row as long as somebody is to do it.

use sqlx::Row;

use super::{
    Store, StoreError,
    read::number,
    write::{Change, signed},
};
use crate::hub::callback::Callback;

/// Puts what an engagement has of it now, or takes away what it had.
pub(super) async fn put(
    change: &mut Change<'_>,
    engagement: u64,
    callback: Option<&Callback>,
) -> Result<(), StoreError> {
    let Some(callback) = callback else {
        sqlx::query("DELETE FROM callback WHERE engagement = ?")
            .bind(signed(engagement))
            .execute(&mut **change)
            .await?;
        return Ok(());
    };
    sqlx::query(
        "INSERT INTO callback (engagement, at, phone, name, tries) VALUES (?, ?, ?, ?, ?) \
         ON CONFLICT (engagement) DO UPDATE SET at = excluded.at, phone = excluded.phone, \
         name = excluded.name, tries = excluded.tries",
    )
    .bind(signed(engagement))
    .bind(signed(callback.at))
    .bind(&callback.phone)
    .bind(&callback.name)
    .bind(i64::from(callback.tries))
    .execute(&mut **change)
    .await?;
    Ok(())
}

impl Store {
    pub(super) async fn callback(&self, engagement: u64) -> Result<Option<Callback>, StoreError> {
        let row = sqlx::query("SELECT at, phone, name, tries FROM callback WHERE engagement = ?")
            .bind(signed(engagement))
            .fetch_optional(&self.pool)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let tries = u32::try_from(number(&row, "tries")?).map_err(|_| StoreError::Garbled("number"))?;
        Ok(Some(Callback {
            at: number(&row, "at")?,
            phone: row.try_get("phone")?,
            name: row.try_get("name")?,
            tries,
        }))
    }
}
