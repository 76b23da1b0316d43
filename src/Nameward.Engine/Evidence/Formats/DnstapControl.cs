using System.Buffers.Binary;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>A control frame of Frame Streams (farsightsec/fstrm, fstrm/control.h, 0.6): the escape, a length, a type and fields that name content types.</summary>
/// <param name="Type">What it says.</param>
/// <param name="Bytes">Its length with all that stands before it; 0 where more bytes are needed, below 0 where it is damaged.</param>
/// <param name="Content">Content types that it names.</param>
readonly record struct DnstapControl(DnstapControlType Type, int Bytes, DnstapContent Content = DnstapContent.None)
{
    /// <summary>The escape: the length of a data frame is never zero.</summary>
    public const int EscapeBytes = sizeof(uint);

    const int Frame = EscapeBytes + sizeof(uint);
    const int MostBytes = 512;
    const uint ContentTypeField = 1;

    static ReadOnlySpan<byte> ContentType => "protobuf:dnstap.Dnstap"u8;

    /// <summary>Reads the control frame that <paramref name="bytes"/> begin with, the escape first.</summary>
    public static DnstapControl Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Frame)
        {
            return new(default, 0);
        }
        var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[EscapeBytes..]);
        if (length is < sizeof(uint) or > MostBytes)
        {
            return new(default, -1);
        }
        var end = Frame + (int)length;
        return bytes.Length < end ? new(default, 0) : ReadBody(bytes[Frame..end], end);
    }

    static DnstapControl ReadBody(ReadOnlySpan<byte> body, int length)
    {
        var type = BinaryPrimitives.ReadUInt32BigEndian(body);
        var content = DnstapContent.None;
        for (body = body[sizeof(uint)..]; !body.IsEmpty; body = body[(Frame + (int)BinaryPrimitives.ReadUInt32BigEndian(body[sizeof(uint)..]))..])
        {
            if (body.Length < Frame || BinaryPrimitives.ReadUInt32BigEndian(body) != ContentTypeField
                || BinaryPrimitives.ReadUInt32BigEndian(body[sizeof(uint)..]) > (uint)(body.Length - Frame))
            {
                return new(default, -1);
            }
            var name = body.Slice(Frame, (int)BinaryPrimitives.ReadUInt32BigEndian(body[sizeof(uint)..]));
            content |= name.SequenceEqual(ContentType) ? DnstapContent.Dnstap : DnstapContent.Other;
        }
        var isKnown = type is >= (uint)DnstapControlType.Accept and <= (uint)DnstapControlType.Finish;
        return isKnown ? new((DnstapControlType)type, length, content) : new(default, -1);
    }
}
