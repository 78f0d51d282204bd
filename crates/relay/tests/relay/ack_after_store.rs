use sqlx::{Connection, Row, SqliteConnection};

use crate::support::{House, status};

#[tokio::test]
async fn nothing_is_acknowledged_before_it_is_stored() {
    let house = House::open().await;
    let mut customer = house.customer().await;
    while !customer.hears_nothing(200).await {}
    let url = format!("sqlite://{}", house.database().display());
    let mut other = SqliteConnection::connect(&url).await.unwrap();
    // Nobody else can write while this is open.
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    customer.send(&status("/transfer")).await;
    assert!(customer.hears_nothing(700).await);
    sqlx::query("COMMIT").execute(&mut other).await.unwrap();
    customer.acknowledged(1).await;
    let row = sqlx::query("SELECT received, status IS NOT NULL AS known FROM visit")
        .fetch_one(&mut other)
        .await
        .unwrap();
    assert_eq!(row.get::<i64, _>("received"), 1);
    assert!(row.get::<bool, _>("known"));
}
