using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>The row that one record of a log gives, filled by whoever reads the record. One belongs to one reader; its buffers are used again.</summary>
sealed class LogRow
{
    /// <summary>Why a record is malformed whose name no question can hold.</summary>
    public const string NoName = "the name is no name";

    readonly byte[] _name = new byte[PlainNames.Room];
    int _nameLength;
    DnsMessage _message;

    /// <summary>All but name and answers; <see cref="Begin"/> clears it.</summary>
    public ref DnsMessage Message => ref _message;

    /// <summary>The records of the response.</summary>
    public RecordTexts Records { get; } = new();

    /// <summary>Starts the next row.</summary>
    /// <param name="time">When the record was written, UTC; <see cref="DateTime.MinValue"/> where that is not known.</param>
    /// <param name="sides">What the record shows.</param>
    /// <param name="leg">Which part of the way it shows.</param>
    public ref DnsMessage Begin(DateTime time, Sides sides, Leg leg)
    {
        _message = new() { Time = time, Sides = sides, Leg = leg };
        _nameLength = 0;
        Records.Clear();
        return ref _message;
    }

    /// <summary>Takes the name as text in which <c>\DDD</c> and <c>\X</c> stand for one byte (RFC 1035 section 5.1); false where it is none.</summary>
    public bool TryName(ReadOnlySpan<byte> text)
    {
        _nameLength = PlainNames.ToWire(text, _name);
        _nameLength = _nameLength == 0 ? WireName.FromText(text, _name) : _nameLength;
        return _nameLength > 0;
    }

    /// <summary>Takes the name from its bytes, in which dots part labels and nothing is escaped; false where it is none.</summary>
    public bool TryRawName(ReadOnlySpan<byte> bytes)
    {
        // A backslash is the only byte that means more than itself to the other form.
        _nameLength = RawNames.ToWire(bytes, _name);
        return _nameLength > 0;
    }

    /// <summary>Takes a name in wire form, which is well-formed.</summary>
    public void SetName(ReadOnlySpan<byte> name)
    {
        name.CopyTo(_name);
        _nameLength = name.Length;
    }

    /// <summary>Hands the row over; without a name it asks for the root.</summary>
    /// <param name="offset">Where the record begins.</param>
    /// <param name="rows">Takes it.</param>
    public void End(long offset, IBatchWriter rows)
    {
        _message.At = new(0, offset);
        rows.Message(_message, _nameLength == 0 ? WireName.Root : _name.AsSpan(0, _nameLength), Records.Written);
    }
}
