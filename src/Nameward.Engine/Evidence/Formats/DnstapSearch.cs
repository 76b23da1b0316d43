using System.Buffers.Binary;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Tells whether a sound frame of dnstap stands at a place, by the whole of its content: a length alone proves nothing.</summary>
static class DnstapSearch
{
    const int LengthBytes = sizeof(uint);

    /// <summary>Fields of a frame that is believed by its content alone; so no place costs much to look at.</summary>
    const int MostFields = 48;

    /// <summary>The kinds of messages that the schema has.</summary>
    const int MostType = 14;

    /// <summary>The frame that <paramref name="bytes"/> begin with.</summary>
    /// <returns>Its length with what stands before it; 0 where more bytes are needed to tell, below 0 where there is none.</returns>
    public static int Frame(ReadOnlySpan<byte> bytes, int mostFrame)
    {
        if (bytes.Length <= LengthBytes)
        {
            return 0;
        }
        var length = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        if (length == 0)
        {
            return Control(bytes);
        }
        if (length > mostFrame || !IsFirstTag(bytes[LengthBytes]))
        {
            return -1;
        }
        var end = LengthBytes + (int)length;
        return bytes.Length < end ? 0 : IsMessage(bytes[LengthBytes..end]) ? end : -1;
    }

    /// <summary>Whether the bytes of a data frame are a message of a type that the schema has.</summary>
    public static bool IsMessage(ReadOnlySpan<byte> frame) =>
        DnstapFrame.TryRead(frame, MostFields, out var read) && read.IsMessage && read.Type is > 0 and <= MostType;

    /// <summary>START must name dnstap, STOP and FINISH are always of the same twelve bytes.</summary>
    static int Control(ReadOnlySpan<byte> bytes)
    {
        var control = DnstapControl.Read(bytes);
        var isPlain = control.Type is DnstapControlType.Stop or DnstapControlType.Finish && control.Content == DnstapContent.None;
        return control.Bytes <= 0 || isPlain || control.Content == DnstapContent.Dnstap ? control.Bytes : -1;
    }

    /// <summary>Identity, version, extra, message or type: what a frame can begin with.</summary>
    static bool IsFirstTag(byte tag) => tag is 0x0A or 0x12 or 0x1A or 0x72 or 0x78;
}
