namespace Nameward.Engine.Evidence.Scanning;

/// <summary>The major type of an item of CBOR (RFC 8949 section 3.1).</summary>
enum CborMajor : byte
{
    /// <summary>A number from 0 on.</summary>
    Unsigned,
    /// <summary>A number below 0: -1 less the argument.</summary>
    Negative,
    /// <summary>A run of bytes.</summary>
    Bytes,
    /// <summary>A run of UTF-8.</summary>
    Text,
    /// <summary>Items one behind the other.</summary>
    Array,
    /// <summary>Keys and values by turns.</summary>
    Map,
    /// <summary>A number that says what the item behind it means.</summary>
    Tag,
    /// <summary>A floating-point number, a simple value, or the break that ends an item of indefinite length.</summary>
    Simple,
}
