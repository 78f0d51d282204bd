//! A value before it is known what it is to be, and mistakes in it by their path.
//!
//! Whatever a document comes from is read into a [`Tree`] first, and only trees into
//! types: in wasm each way of reading a type costs as much as the type.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{
        self, DeserializeSeed, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, Unexpected, VariantAccess,
        Visitor,
    },
    forward_to_deserialize_any,
};

/// A value of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Tree {
    /// `null`, or nothing at all.
    Nothing,
    /// `true` or `false`.
    Bool(bool),
    /// Any number.
    Number(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Tree>),
    /// An object; what it says to be nothing it does not say.
    Map(Vec<(String, Tree)>),
}

/// What is wrong with a document, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The way there, the outermost last.
    way: Vec<String>,
    message: String,
}

impl Tree {
    /// Reads it into a type.
    ///
    /// # Errors
    /// The first [`Mistake`].
    pub fn read<'t, T: Deserialize<'t>>(&'t self) -> Result<T, Mistake> {
        T::deserialize(self)
    }

    fn is(&self) -> Unexpected<'_> {
        match self {
            Self::Nothing => Unexpected::Unit,
            Self::Bool(yes) => Unexpected::Bool(*yes),
            Self::Number(number) => match whole(*number) {
                Some(whole) => Unexpected::Signed(whole),
                None => Unexpected::Float(*number),
            },
            Self::Text(text) => Unexpected::Str(text),
            Self::List(_) => Unexpected::Seq,
            Self::Map(_) => Unexpected::Map,
        }
    }
}

/// A number that is an integer, as far as those are exact.
fn whole(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (number.trunc() == number && number.abs() <= EXACT).then_some(number as i64)
}

impl Mistake {
    /// Where it is, such as `flows[0].steps[2].title`; empty for the whole.
    #[must_use]
    pub fn path(&self) -> String {
        let way = self.way.iter().rev().map(String::as_str).collect::<String>();
        way.trim_start_matches('.').to_owned()
    }

    /// What it is.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    fn within(mut self, part: String) -> Self {
        self.way.push(part);
        self
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path() {
            path if path.is_empty() => out.write_str(&self.message),
            path => write!(out, "{path}: {}", self.message),
        }
    }
}

impl std::error::Error for Mistake {}

impl de::Error for Mistake {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self { way: Vec::new(), message: message.to_string() }
    }
}

/// Deeper than any document; a page's own objects may hold themselves.
const DEEPEST: u32 = 40;

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// A tree that many levels below the outermost.
        #[derive(Clone, Copy)]
        struct Below(u32);
        impl<'de> DeserializeSeed<'de> for Below {
            type Value = Tree;
            fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
                if self.0 > DEEPEST {
                    return Err(de::Error::custom("expected plain values, found what goes on without end"));
                }
                deserializer.deserialize_any(TreeVisitor(Self(self.0 + 1)))
            }
        }
        struct TreeVisitor(Below);
        impl<'de> Visitor<'de> for TreeVisitor {
            type Value = Tree;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a text, a number, true, false, a list or an object")
            }
            fn visit_unit<E>(self) -> Result<Tree, E> {
                Ok(Tree::Nothing)
            }
            fn visit_bool<E>(self, yes: bool) -> Result<Tree, E> {
                Ok(Tree::Bool(yes))
            }
            fn visit_i64<E>(self, number: i64) -> Result<Tree, E> {
                Ok(Tree::Number(number as f64))
            }
            fn visit_u64<E>(self, number: u64) -> Result<Tree, E> {
                Ok(Tree::Number(number as f64))
            }
            fn visit_f64<E>(self, number: f64) -> Result<Tree, E> {
                Ok(Tree::Number(number))
            }
            fn visit_str<E>(self, text: &str) -> Result<Tree, E> {
                Ok(Tree::Text(text.to_owned()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Tree, A::Error> {
                let mut all = Vec::new();
                while let Some(one) = list.next_element_seed(self.0)? {
                    all.push(one);
                }
                Ok(Tree::List(all))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
                let mut all = Vec::new();
                while let Some(key) = map.next_key()? {
                    let value = map.next_value_seed(self.0)?;
                    if value != Tree::Nothing {
                        all.push((key, value));
                    }
                }
                Ok(Tree::Map(all))
            }
        }
        Below(0).deserialize(deserializer)
    }
}

impl<'de> Deserializer<'de> for &'de Tree {
    type Error = Mistake;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match self {
            Tree::Nothing => visitor.visit_unit(),
            Tree::Bool(yes) => visitor.visit_bool(*yes),
            Tree::Number(number) => match whole(*number) {
                Some(whole) => visitor.visit_i64(whole),
                None => visitor.visit_f64(*number),
            },
            Tree::Text(text) => visitor.visit_str(text),
            Tree::List(list) => visitor.visit_seq(Items { list, at: 0 }),
            Tree::Map(map) => visitor.visit_map(Entries { map, at: 0 }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match self {
            Tree::Nothing => visitor.visit_none(),
            some => visitor.visit_some(some),
        }
    }

    /// By its fields alone, never by their order.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        match self {
            Tree::Map(map) => visitor.visit_map(Entries { map, at: 0 }),
            other => Err(de::Error::invalid_type(other.is(), &visitor)),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        match self {
            Tree::Text(name) => visitor.visit_enum(Variant { name, value: &Tree::Nothing }),
            Tree::Map(map) if map.len() == 1 => {
                visitor.visit_enum(Variant { name: &map[0].0, value: &map[0].1 })
            }
            other => Err(de::Error::invalid_type(other.is(), &"a name, or an object of one")),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map identifier ignored_any
    }
}

struct Items<'t> {
    list: &'t [Tree],
    at: usize,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Mistake;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Mistake> {
        let Some(item) = self.list.get(self.at) else { return Ok(None) };
        self.at += 1;
        seed.deserialize(item).map(Some).map_err(|mistake| mistake.within(format!("[{}]", self.at - 1)))
    }
}

struct Entries<'t> {
    map: &'t [(String, Tree)],
    /// Of the next key; its value comes after it.
    at: usize,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = Mistake;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Mistake> {
        let Some((key, _)) = self.map.get(self.at) else { return Ok(None) };
        self.at += 1;
        let read: Result<K::Value, Mistake> = seed.deserialize(key.as_str().into_deserializer());
        read.map(Some).map_err(|mistake| mistake.within(format!(".{key}")))
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Mistake> {
        let Some((key, value)) = self.map.get(self.at.wrapping_sub(1)) else {
            return Err(de::Error::custom("a value was asked for before its key"));
        };
        seed.deserialize(value).map_err(|mistake| mistake.within(format!(".{key}")))
    }
}

struct Variant<'t> {
    name: &'t str,
    value: &'t Tree,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Mistake;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self), Mistake> {
        let read: Result<T::Value, Mistake> = seed.deserialize(self.name.into_deserializer());
        read.map(|name| (name, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'de> {
    type Error = Mistake;

    fn unit_variant(self) -> Result<(), Mistake> {
        match self.value {
            Tree::Nothing => Ok(()),
            other => {
                let mistake: Mistake = de::Error::invalid_type(other.is(), &"the name alone");
                Err(mistake.within(format!(".{}", self.name)))
            }
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Mistake> {
        seed.deserialize(self.value).map_err(|mistake| mistake.within(format!(".{}", self.name)))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Mistake> {
        Err(de::Error::invalid_type(self.value.is(), &visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        Err(de::Error::invalid_type(self.value.is(), &visitor))
    }
}
