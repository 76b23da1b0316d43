namespace Nameward.Engine.Evidence.Capture;

/// <summary>Why a packet cannot be read, in the fixed sentences under which it is counted.</summary>
static class PacketDamage
{
    /// <summary>Said once for a source or interface; its packets are otherwise ignored.</summary>
    public const string UnknownLink = "the link type of the capture is not one that can be read: its packets are ignored";

    /// <summary>A frame cut inside its link header.</summary>
    public const string LinkCut = "the captured bytes end inside the link header";

    /// <summary>A packet cut inside its IP or extension headers.</summary>
    public const string IpCut = "the captured bytes end inside the IP header";

    /// <summary>Version or lengths that contradict each other.</summary>
    public const string IpHeader = "the IP header contradicts itself";

    /// <summary>A datagram cut inside its UDP header.</summary>
    public const string UdpCut = "the captured bytes end inside the UDP header";

    /// <summary>A length field below the 8 bytes of the header.</summary>
    public const string UdpHeader = "the UDP length is shorter than its header";

    /// <summary>A packet cut inside the header of a tunnel.</summary>
    public const string TunnelCut = "the captured bytes end inside the header of a tunnel";

    /// <summary>A segment cut inside the 20 bytes that every TCP header has.</summary>
    public const string TcpCut = "the captured bytes end inside the TCP header";

    /// <summary>A data offset below the header's own 20 bytes, or beyond the packet.</summary>
    public const string TcpHeader = "the TCP header contradicts itself";

    /// <summary>A fragment that reaches beyond 65,535 bytes, or one that says the datagram ends elsewhere than another did.</summary>
    public const string FragmentBounds = "the fragment does not fit its datagram";

    /// <summary>Fragments that hold other bytes at one place (RFC 5722): the datagram is dropped.</summary>
    public const string FragmentOverlap = "fragments of one datagram overlap with other bytes: it is left out";

    /// <summary>Segments that hold other bytes at one place: whoever came first is believed.</summary>
    public const string StreamOverlap = "TCP segments overlap with other bytes: those that came first are read";

    /// <summary>A part of a TCP stream that is not in the capture.</summary>
    public const string StreamHole = "a part of the TCP stream was not captured: messages in it are lost";

    /// <summary>A TCP stream whose start is not in the capture, so that it is not known where messages begin.</summary>
    public const string StreamStart = "the TCP stream is captured from the middle of a message on";

    /// <summary>A length below the 12 bytes of a header: no message follows, and where the next one begins is not known.</summary>
    public const string StreamLength = "the length before a DNS message in the TCP stream is shorter than a header";

    /// <summary>A TCP stream that ends, or is captured no further, inside a message.</summary>
    public const string StreamEnds = "the TCP stream ends inside a DNS message";

    /// <summary>A segment that no window can hold: sent by another, or the start of what follows a long loss.</summary>
    public const string StreamFar = "the TCP segment lies far outside of its stream";

    /// <summary>The last record of a file that was cut or is still being written.</summary>
    public const string FileEnds = "the file ends inside this packet";

    /// <summary>A file too short to hold a header.</summary>
    public const string HeaderEnds = "the file ends inside its header";

    /// <summary>The file was named a capture and is none.</summary>
    public const string NoCapture = "the file does not begin like a capture of this format";

    /// <summary>A length that no packet has; one record stands for all bytes up to where packets begin again.</summary>
    public const string AbsurdLength = "the length of this packet is absurd: bytes were skipped up to the next plausible packet";

    /// <summary>A pcapng block whose framing is broken; one record stands for all bytes up to where blocks begin again.</summary>
    public const string BlockFrame = "the lengths of this block are damaged or absurd: bytes were skipped up to the next sound block";

    /// <summary>A pcapng packet block with less room than its own header or packet takes.</summary>
    public const string BlockContent = "the packet is longer than the block it stands in";

    /// <summary>A pcapng packet block whose interface has no description.</summary>
    public const string UnknownInterface = "the packet names an interface that the file does not describe";
}
