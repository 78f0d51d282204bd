//! A proxy on the line between the pages and the relay that keeps every byte a
//! WebSocket carries, unmasked.

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex, OnceLock},
};

use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::{AbortHandle, JoinHandle},
};

/// What went over one connection.
#[derive(Default)]
pub struct Recording {
    /// Heads and payloads, the page's then the relay's.
    pub from_page: Arc<Mutex<Vec<u8>>>,
    pub to_page: Arc<Mutex<Vec<u8>>>,
    /// What carries it in either direction.
    tasks: Vec<AbortHandle>,
}

pub struct Tap {
    pub port: u16,
    relay: Arc<OnceLock<u16>>,
    recordings: Arc<Mutex<Vec<Recording>>>,
    task: JoinHandle<()>,
}

impl Tap {
    pub async fn open() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let relay = Arc::<OnceLock<u16>>::default();
        let recordings = Arc::<Mutex<Vec<Recording>>>::default();
        let task = tokio::spawn(serve(listener, Arc::clone(&relay), Arc::clone(&recordings)));
        Self { port, relay, recordings, task }
    }

    /// Says where the relay is.
    pub fn lead_to(&self, port: u16) {
        self.relay.set(port).unwrap();
    }

    /// How many connections there were so far.
    pub fn connections(&self) -> usize {
        self.recordings.lock().unwrap().len()
    }

    /// Cuts every line there is, without a goodbye. Who calls again is put through.
    pub fn cut(&self) {
        for recording in &*self.recordings.lock().unwrap() {
            recording.tasks.iter().for_each(AbortHandle::abort);
        }
    }

    /// Everything that left the pages so far, one after the other.
    pub fn left_the_pages(&self) -> Vec<u8> {
        let recordings = self.recordings.lock().unwrap();
        recordings.iter().flat_map(|recording| recording.from_page.lock().unwrap().clone()).collect()
    }

    /// Everything the pages were told.
    pub fn came_to_the_pages(&self) -> Vec<u8> {
        let recordings = self.recordings.lock().unwrap();
        recordings.iter().flat_map(|recording| recording.to_page.lock().unwrap().clone()).collect()
    }
}

impl Drop for Tap {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(listener: TcpListener, relay: Arc<OnceLock<u16>>, recordings: Arc<Mutex<Vec<Recording>>>) {
    while let Ok((page, _)) = listener.accept().await {
        let Some(port) = relay.get() else { continue };
        let Ok(relay) = TcpStream::connect(SocketAddr::from((Ipv4Addr::LOCALHOST, *port))).await else {
            continue;
        };
        let mut recording = Recording::default();
        let (from_page, to_page) = (Arc::clone(&recording.from_page), Arc::clone(&recording.to_page));
        let (page_in, page_out) = page.into_split();
        let (relay_in, relay_out) = relay.into_split();
        recording.tasks = vec![
            tokio::spawn(carry(page_in, relay_out, from_page)).abort_handle(),
            tokio::spawn(carry(relay_in, page_out, to_page)).abort_handle(),
        ];
        recordings.lock().unwrap().push(recording);
    }
}

async fn carry(mut from: impl AsyncRead + Unpin, mut to: impl AsyncWrite + Unpin, kept: Arc<Mutex<Vec<u8>>>) {
    let mut reader = Reader::default();
    let mut buffer = vec![0; 64 * 1024];
    while let Ok(count) = from.read(&mut buffer).await {
        if count == 0 || to.write_all(&buffer[..count]).await.is_err() {
            break;
        }
        reader.take(&buffer[..count], &mut kept.lock().unwrap());
    }
    let _ = to.shutdown().await;
}

/// Reads one direction: the head of the upgrade, then frames.
#[derive(Default)]
struct Reader {
    upgraded: bool,
    pending: Vec<u8>,
}

impl Reader {
    fn take(&mut self, bytes: &[u8], kept: &mut Vec<u8>) {
        self.pending.extend_from_slice(bytes);
        if !self.upgraded {
            let Some(end) = self.pending.windows(4).position(|four| four == b"\r\n\r\n") else { return };
            kept.extend(self.pending.drain(..end + 4));
            self.upgraded = true;
        }
        // A message in pieces is whole again when their payloads follow each other.
        while let Some((length, payload)) = frame(&self.pending) {
            kept.extend(payload);
            self.pending.drain(..length);
        }
    }
}

/// The length and unmasked payload of the frame at the front, once it is whole.
fn frame(bytes: &[u8]) -> Option<(usize, Vec<u8>)> {
    let (&first, &second) = (bytes.first()?, bytes.get(1)?);
    assert_eq!(first & 0x70, 0, "a compressed frame can't be searched");
    let number = |from: usize, length: usize| {
        let bytes = bytes.get(from..from + length)?;
        Some(bytes.iter().fold(0usize, |sum, &byte| sum << 8 | usize::from(byte)))
    };
    let (length, mut at) = match second & 0x7f {
        126 => (number(2, 2)?, 4),
        127 => (number(2, 8)?, 10),
        short => (usize::from(short), 2),
    };
    let mask = if second & 0x80 == 0 {
        [0; 4]
    } else {
        at += 4;
        bytes.get(at - 4..at)?.try_into().ok()?
    };
    let payload = bytes.get(at..at + length)?;
    Some((at + length, payload.iter().zip(mask.iter().cycle()).map(|(byte, mask)| byte ^ mask).collect()))
}
