namespace Nameward.Engine.Evidence.Scanning;

/// <summary>How a field of Protocol Buffers is written (protobuf.dev, Encoding, "Message structure"); the two kinds of groups are refused.</summary>
enum ProtobufKind : byte
{
    /// <summary>A number of seven bits a byte.</summary>
    Varint = 0,
    /// <summary>Eight bytes, little-endian.</summary>
    Fixed64 = 1,
    /// <summary>A length and so many bytes: text, bytes or a message.</summary>
    Bytes = 2,
    /// <summary>Four bytes, little-endian.</summary>
    Fixed32 = 5,
}
