using Nameward.Engine.Evidence.Wire;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>Reports what TCP streams show, and knows whether the packet at hand was reported with it.</summary>
sealed class DnsStreamRows
{
    readonly WireParser _parser = new();
    IBatchWriter _rows = NoRows.Instance;
    long _packet;

    /// <summary>Whether a record was reported with the packet at hand.</summary>
    public bool HasReported { get; private set; }

    /// <summary>A packet is at hand.</summary>
    public void Begin(PacketStamp at, IBatchWriter rows) => (_packet, HasReported, _rows) = (at.Number, false, rows);

    /// <summary>Reports to another writer from here on.</summary>
    public void Turn(IBatchWriter rows) => _rows = rows;

    /// <summary>Whether the bytes are a DNS message by their content alone.</summary>
    public bool IsMessage(ReadOnlySpan<byte> message, int sent) => DnsContent.IsMessage(_parser, message, sent);

    /// <summary>Reports a message: observed where it looks something up, malformed where that cannot be read; all else is passed over.</summary>
    /// <returns>Whether it is a DNS message.</returns>
    public bool Write(in StreamEnds ends, ReadOnlySpan<byte> message, int sent, PacketStamp at)
    {
        var result = _parser.Parse(message, sent);
        if (result.HasQuestion && _parser.Header.IsQuery)
        {
            DnsRow.Write(_parser, at, Transport.Tcp, ends, sent, _rows);
            HasReported |= at.Number == _packet;
            return true;
        }
        if (result.HasQuestion || result.Question == WireDamage.NoQuestion)
        {
            return true;
        }
        Malformed(at, result.Question.Because());
        return false;
    }

    /// <summary>Reports that something cannot be read.</summary>
    public void Malformed(PacketStamp at, string because)
    {
        _rows.Malformed(at.Number, because);
        HasReported |= at.Number == _packet;
    }
}
