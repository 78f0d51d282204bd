//! The hub's task: hands it what happens, stores what must survive, and only
//! then sends what it says.

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore, mpsc},
    time::sleep,
};
use tokio_util::sync::CancellationToken;
use tracing::{error, warn};

use crate::{
    clock::Clock,
    hub::{
        Hub,
        io::{Input, Output, Record, SocketId},
    },
    outbox::Outbox,
    store::Store,
};

/// How many inputs share one write to the store, at most.
const BATCH: usize = 512;

/// How many inputs may wait for the hub before connections stop reading.
const WAITING: usize = 256;

/// How many bytes of customers' messages may wait for the hub.
const WAITING_BYTES: usize = 64 * 1024 * 1024;

/// How connections reach the hub.
#[derive(Debug)]
pub(crate) struct Desk {
    sender: mpsc::Sender<Job>,
    next_socket: AtomicU64,
    room: Arc<Semaphore>,
}

#[derive(Debug)]
enum Job {
    Open(SocketId, Outbox),
    Input(Input),
    /// With the room it takes while it waits.
    Weighed(Input, OwnedSemaphorePermit),
}

/// The hub's task is gone: the relay stops.
#[derive(Debug)]
pub(crate) struct Stopped;

impl Desk {
    pub(crate) async fn open(&self, outbox: Outbox) -> Result<SocketId, Stopped> {
        let socket = SocketId(self.next_socket.fetch_add(1, Ordering::Relaxed));
        self.job(Job::Open(socket, outbox)).await?;
        Ok(socket)
    }

    pub(crate) async fn input(&self, input: Input) -> Result<(), Stopped> {
        self.job(Job::Input(input)).await
    }

    /// An input that came in so many bytes: waits until there is room for them.
    pub(crate) async fn weighed(&self, input: Input, bytes: usize) -> Result<(), Stopped> {
        let bytes = u32::try_from(bytes.min(WAITING_BYTES)).map_err(|_| Stopped)?;
        let room = Arc::clone(&self.room).acquire_many_owned(bytes).await.map_err(|_| Stopped)?;
        self.job(Job::Weighed(input, room)).await
    }

    async fn job(&self, job: Job) -> Result<(), Stopped> {
        self.sender.send(job).await.map_err(|_| Stopped)
    }
}

/// The desk and the task behind it, which the caller spawns.
pub(crate) fn desk(
    hub: Hub,
    store: Store,
    clock: Clock,
    stop: CancellationToken,
) -> (Desk, impl Future<Output = ()> + Send) {
    let (sender, jobs) = mpsc::channel(WAITING);
    let task = Task { hub, store, clock, stop, outboxes: HashMap::new() };
    let room = Arc::new(Semaphore::new(WAITING_BYTES));
    let desk = Desk { sender, next_socket: AtomicU64::new(1), room };
    (desk, task.run(jobs))
}

struct Task {
    hub: Hub,
    store: Store,
    clock: Clock,
    stop: CancellationToken,
    outboxes: HashMap<SocketId, Outbox>,
}

impl Task {
    async fn run(mut self, mut jobs: mpsc::Receiver<Job>) {
        let mut batch = Vec::with_capacity(BATCH);
        loop {
            let until_due = self.until_due();
            tokio::select! {
                received = jobs.recv_many(&mut batch, BATCH) => if received == 0 { break },
                () = sleep(until_due) => batch.push(Job::Input(Input::Tick)),
                () = self.stop.cancelled() => break,
            }
            self.turn(&mut batch).await;
        }
        // What has come in is still handled and stored, so that it is not asked
        // for again.
        jobs.close();
        while jobs.recv_many(&mut batch, BATCH).await > 0 {
            self.turn(&mut batch).await;
        }
        for (_, outbox) in self.outboxes {
            outbox.close_for_shutdown();
        }
    }

    fn until_due(&self) -> Duration {
        const LONG: Duration = Duration::from_secs(3600);
        self.hub.deadline().map_or(LONG, |due| Duration::from_millis(due.saturating_sub(self.clock.now())))
    }

    async fn turn(&mut self, batch: &mut Vec<Job>) {
        let mut outputs = Vec::new();
        for job in batch.drain(..) {
            match job {
                Job::Open(socket, outbox) => {
                    self.outboxes.insert(socket, outbox);
                }
                Job::Input(input) => {
                    if let Input::Closed(socket) = &input {
                        self.outboxes.remove(socket);
                    }
                    self.hub.handle(self.clock.now(), input, &mut outputs);
                }
                Job::Weighed(input, _room) => self.hub.handle(self.clock.now(), input, &mut outputs),
            }
        }
        let mut records = Vec::new();
        outputs.retain_mut(|output| match output {
            Output::Store(record) => {
                records.push(record.clone());
                false
            }
            Output::Send(..) | Output::Close(..) => true,
        });
        if !self.store(&records).await {
            return;
        }
        for output in outputs {
            self.deliver(output);
        }
    }

    /// Tries until it is stored: what is not stored is not acknowledged, and the
    /// hub has gone on already. `false` when the relay stops before that.
    async fn store(&self, records: &[Record]) -> bool {
        if records.is_empty() {
            return true;
        }
        let mut pause = Duration::from_millis(50);
        while let Err(failure) = self.store.write(records).await {
            error!(%failure, records = records.len(), "not stored, trying again");
            if self.stop.is_cancelled() {
                return false;
            }
            sleep(pause).await;
            pause = (pause * 2).min(Duration::from_secs(2));
        }
        true
    }

    fn deliver(&mut self, output: Output) {
        match output {
            Output::Send(socket, frame) => {
                let too_slow = self.outboxes.get(&socket).is_some_and(|outbox| !outbox.send(frame));
                if too_slow {
                    warn!(socket = socket.0, "the connection is gone or reads too slowly");
                    self.outboxes.remove(&socket);
                }
            }
            Output::Close(socket, why) => {
                if let Some(outbox) = self.outboxes.remove(&socket) {
                    outbox.close(why);
                }
            }
            Output::Store(_) => {}
        }
    }
}
