namespace Nameward.Engine.Tests.Capture;

/// <summary>Puts bytes into TCP segments between the client and the server of <see cref="Frames"/>.</summary>
static class TcpFrames
{
    public const byte Fin = 1, Syn = 2, Reset = 4, Ack = 16, TcpProtocol = 6;
    public const ushort ClientPort = 40000;

    public static byte[] Segment(int from, int to, byte flags, uint sequence, byte[] payload) =>
        [.. Frames.U16(from), .. Frames.U16(to), .. Frames.U32(sequence, true), 0, 0, 0, 0, 0x50, flags, 0xFF, 0xFF, 0, 0, 0, 0, .. payload];

    public static byte[] FromClient(byte flags, uint sequence, byte[] payload, int port = 53, int clientPort = ClientPort) =>
        Frames.Ethernet(Frames.V4(Segment(clientPort, port, flags, sequence, payload), TcpProtocol));

    public static byte[] FromServer(byte flags, uint sequence, byte[] payload, int port = 53, int clientPort = ClientPort) =>
        Frames.Ethernet(Frames.V4(Segment(port, clientPort, flags, sequence, payload), TcpProtocol, Frames.Server, Frames.Client));

    /// <summary>A message behind its length.</summary>
    public static byte[] Framed(byte[] message) => [.. Frames.U16(message.Length), .. message];

    /// <summary>A query for a name of its own for each id.</summary>
    public static byte[] Query(int id) => Framed(MessageBuilder.Query($"q{id}.example.com", id: (ushort)id).ToArray());

    /// <summary>A capture of frames in their order, a second apart.</summary>
    public static byte[] Capture(params IEnumerable<byte[]> frames)
    {
        var builder = new PcapBuilder();
        foreach (var frame in frames)
        {
            builder.Packet(frame);
        }
        return builder.ToArray();
    }
}
