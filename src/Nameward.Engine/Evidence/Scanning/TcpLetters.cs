using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Scanning;

/// <summary>Flags of TCP as tcpdump and packet filters write them: a letter for each (<c>S</c>, <c>SA</c>, <c>S.</c>), where a dot is an ACK as well.</summary>
static class TcpLetters
{
    static readonly System.Buffers.SearchValues<byte> All = System.Buffers.SearchValues.Create("SFRPAUEWC.e"u8);

    /// <summary>Whether a word is flags and nothing else.</summary>
    public static bool Are(ReadOnlySpan<byte> word) => !word.IsEmpty && !word.ContainsAnyExcept(All);

    /// <summary>SYN and ACK among the letters, as the header of TCP holds them.</summary>
    public static int Flags(ReadOnlySpan<byte> letters) => (letters.Contains((byte)'S') ? Flow.TcpSyn : 0) | (letters.ContainsAny("A."u8) ? Flow.TcpAck : 0);
}
