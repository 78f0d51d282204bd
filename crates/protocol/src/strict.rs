/// Reads a struct as a map, so that a field it does not have is an error with
/// every deserializer: `serde-wasm-bindgen` only looks for the fields it is told.
///
/// The struct derives `Deserialize` with `#[serde(remote = "Self",
/// deny_unknown_fields)]`; `$what` names it in errors.
#[macro_export]
macro_rules! deserialize_as_map {
    ($name:ident, $what:literal) => {
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct MapVisitor;
                impl<'de> ::serde::de::Visitor<'de> for MapVisitor {
                    type Value = $name;
                    fn expecting(&self, out: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                        out.write_str($what)
                    }
                    fn visit_map<A: ::serde::de::MapAccess<'de>>(self, map: A) -> Result<$name, A::Error> {
                        // The derived reader, kept beside this one by `remote`.
                        $name::deserialize(::serde::de::value::MapAccessDeserializer::new(map))
                    }
                }
                deserializer.deserialize_map(MapVisitor)
            }
        }
    };
}
