using System.Buffers.Binary;
using System.Text;

namespace Nameward.Engine.Tests.Dnstap;

/// <summary>Writes Frame Streams: sound ones and broken ones.</summary>
sealed class DnstapStream
{
    public const string ContentType = "protobuf:dnstap.Dnstap";
    const uint Accept = 1, StartType = 2, StopType = 3, Ready = 4, FinishType = 5;

    readonly List<byte> _bytes = [];

    public int Length => _bytes.Count;

    public DnstapStream Start(params string[] contents) => Control(StartType, contents.Length == 0 ? [ContentType] : contents);

    public DnstapStream StartOfNothing() => Control(StartType);

    public DnstapStream Stop() => Control(StopType);

    /// <summary>What a connection holds before its first data frame, in the order in which a recorder sees it.</summary>
    public DnstapStream Handshake() => Control(Ready, "other", ContentType).Control(Accept, ContentType).Start();

    public DnstapStream Finish() => Control(FinishType);

    public DnstapStream Message(DnstapMessage message) => Frame(message.ToFrame());

    public DnstapStream Frame(params byte[] frame) => U32((uint)frame.Length).Raw(frame);

    public DnstapStream Raw(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public DnstapStream U32(uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return Raw(bytes.ToArray());
    }

    public byte[] ToArray() => [.. _bytes];

    DnstapStream Control(uint type, params string[] contents)
    {
        U32(0).U32((uint)(4 + contents.Sum(content => 8 + content.Length))).U32(type);
        foreach (var content in contents)
        {
            U32(1).U32((uint)content.Length).Raw(Encoding.ASCII.GetBytes(content));
        }
        return this;
    }
}
