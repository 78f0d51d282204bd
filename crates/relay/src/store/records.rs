//! What became of flows: a row for each flow and step of a site and day.

use alongside_protocol::records::{FlowCounts, StepCounts};
use sqlx::{Row, sqlite::SqliteRow};

use super::{
    Store, StoreError,
    read::number,
    write::{Change, signed},
};
use crate::{hub::io::Millis, records::day};

/// How many flows and steps of a site are counted on one day: far more than a site has, and
/// an end to what a page can make up.
const MOST_ROWS: i64 = 5_000;

/// What is counted of a flow and of a step, as it stands in the tables.
const OF_FLOW: [&str; 5] = ["started", "completed", "closed", "stopped", "failed"];
const OF_STEP: [&str; 10] =
    ["shown", "went_on", "done", "skipped", "missing", "healed", "detoured", "abandoned", "timed", "seen_ms"];

/// One day's counts of a flow, or (where there is a step) of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DayCounts {
    pub(crate) day: String,
    pub(crate) counts: FlowCounts,
}

/// Adds to the counts of a day.
pub(super) async fn add(
    change: &mut Change<'_>,
    site: &str,
    at: Millis,
    counts: &[FlowCounts],
) -> Result<(), StoreError> {
    let day = day(at);
    for flow in counts {
        let of_flow = [flow.started, flow.completed, flow.closed, flow.stopped, flow.failed];
        if of_flow.iter().any(|count| *count > 0) {
            let statement = statement("flow_day", "flow", &OF_FLOW);
            let mut query = sqlx::query(&statement).bind(site).bind(&day).bind(&flow.flow);
            for count in of_flow {
                query = query.bind(signed(count));
            }
            query.execute(&mut **change).await?;
        }
        for step in &flow.steps {
            let statement = statement("step_day", "flow, step", &OF_STEP);
            let mut query = sqlx::query(&statement).bind(site).bind(&day).bind(&flow.flow).bind(&step.step);
            for count in numbers(step) {
                query = query.bind(signed(count));
            }
            query.execute(&mut **change).await?;
            if step.number > 0 {
                sqlx::query(
                    "UPDATE step_day SET number = ? WHERE site = ? AND day = ? AND flow = ? AND step = ?",
                )
                .bind(i64::from(step.number))
                .bind(site)
                .bind(&day)
                .bind(&flow.flow)
                .bind(&step.step)
                .execute(&mut **change)
                .await?;
            }
        }
    }
    Ok(())
}

/// Adds to a row, or makes it while the site has room for more on that day.
fn statement(table: &str, ids: &str, counts: &[&str]) -> String {
    let names = counts.join(", ");
    let first = ids.split(", ").count() + 3;
    let values: Vec<String> = (1..first + counts.len()).map(|at| format!("?{at}")).collect();
    let known: Vec<String> =
        ids.split(", ").enumerate().map(|(at, id)| format!("{id} = ?{}", at + 3)).collect();
    let sums: Vec<String> = counts.iter().map(|name| format!("{name} = {name} + excluded.{name}")).collect();
    format!(
        "INSERT INTO {table} (site, day, {ids}, {names}) SELECT {} \
         WHERE (SELECT count(*) FROM {table} WHERE site = ?1 AND day = ?2) < {MOST_ROWS} \
         OR EXISTS (SELECT 1 FROM {table} WHERE site = ?1 AND day = ?2 AND {}) \
         ON CONFLICT (site, day, {ids}) DO UPDATE SET {}",
        values.join(", "),
        known.join(" AND "),
        sums.join(", "),
    )
}

impl Store {
    /// What became of a site's flows since a day, the most started one first, their steps in
    /// the order of the flow.
    pub(crate) async fn records(&self, site: &str, since: &str) -> Result<Vec<FlowCounts>, StoreError> {
        let statement = format!(
            "SELECT flow, {} FROM flow_day WHERE site = ? AND day >= ? GROUP BY flow \
             ORDER BY started DESC, flow",
            sums(&OF_FLOW)
        );
        let rows = sqlx::query(&statement).bind(site).bind(since).fetch_all(&self.pool).await?;
        let mut flows = rows.iter().map(flow).collect::<Result<Vec<_>, _>>()?;
        // With max(day), SQLite takes the number from that day's row.
        let statement = format!(
            "SELECT flow, step, number, max(day), {} FROM step_day WHERE site = ? AND day >= ? \
             GROUP BY flow, step ORDER BY number = 0, number, step",
            sums(&OF_STEP)
        );
        let rows = sqlx::query(&statement).bind(site).bind(since).fetch_all(&self.pool).await?;
        for row in &rows {
            let id: String = row.try_get("flow")?;
            let at = flows.iter().position(|flow| flow.flow == id).unwrap_or_else(|| {
                // It was started before the first of these days.
                flows.push(FlowCounts { flow: id, ..FlowCounts::default() });
                flows.len() - 1
            });
            flows[at].steps.push(step(row)?);
        }
        Ok(flows)
    }

    /// The same day by day: first each flow of the day, then its steps, one each.
    pub(crate) async fn daily_records(&self, site: &str, since: &str) -> Result<Vec<DayCounts>, StoreError> {
        let rows = sqlx::query("SELECT * FROM flow_day WHERE site = ? AND day >= ? ORDER BY day, flow")
            .bind(site)
            .bind(since)
            .fetch_all(&self.pool)
            .await?;
        let mut all = rows
            .iter()
            .map(|row| Ok(DayCounts { day: row.try_get("day")?, counts: flow(row)? }))
            .collect::<Result<Vec<_>, StoreError>>()?;
        let rows = sqlx::query("SELECT * FROM step_day WHERE site = ? AND day >= ? ORDER BY number, step")
            .bind(site)
            .bind(since)
            .fetch_all(&self.pool)
            .await?;
        for row in &rows {
            let counts =
                FlowCounts { flow: row.try_get("flow")?, steps: vec![step(row)?], ..FlowCounts::default() };
            all.push(DayCounts { day: row.try_get("day")?, counts });
        }
        // In each day a flow stands before its steps, which keep their order.
        all.sort_by(|one, other| (&one.day, &one.counts.flow).cmp(&(&other.day, &other.counts.flow)));
        Ok(all)
    }

    /// Deletes the counts of all days before one.
    pub(crate) async fn forget_records(&self, before: String) -> Result<(), StoreError> {
        for table in ["flow_day", "step_day"] {
            let statement = format!("DELETE FROM {table} WHERE day < ?");
            sqlx::query(&statement).bind(&before).execute(&self.pool).await?;
        }
        Ok(())
    }
}

fn sums(names: &[&str]) -> String {
    names.iter().map(|name| format!("sum({name}) AS {name}")).collect::<Vec<_>>().join(", ")
}

fn flow(row: &SqliteRow) -> Result<FlowCounts, StoreError> {
    Ok(FlowCounts {
        flow: row.try_get("flow")?,
        started: number(row, "started")?,
        completed: number(row, "completed")?,
        closed: number(row, "closed")?,
        stopped: number(row, "stopped")?,
        failed: number(row, "failed")?,
        ..FlowCounts::default()
    })
}

/// In the order of [`OF_STEP`].
fn numbers(step: &StepCounts) -> [u64; 10] {
    [
        step.shown,
        step.went_on,
        step.done,
        step.skipped,
        step.missing,
        step.healed,
        step.detoured,
        step.abandoned,
        step.timed,
        step.seen_ms,
    ]
}

fn step(row: &SqliteRow) -> Result<StepCounts, StoreError> {
    Ok(StepCounts {
        step: row.try_get("step")?,
        number: u16::try_from(number(row, "number")?).map_err(|_| StoreError::Garbled("number"))?,
        shown: number(row, "shown")?,
        went_on: number(row, "went_on")?,
        done: number(row, "done")?,
        skipped: number(row, "skipped")?,
        missing: number(row, "missing")?,
        healed: number(row, "healed")?,
        detoured: number(row, "detoured")?,
        abandoned: number(row, "abandoned")?,
        timed: number(row, "timed")?,
        seen_ms: number(row, "seen_ms")?,
        ..StepCounts::default()
    })
}
