using System.Text;
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

    /// <summary>The name in wire form; that of the root where none was taken.</summary>
    public ReadOnlySpan<byte> Name => _nameLength == 0 ? WireName.Root : _name.AsSpan(0, _nameLength);

    /// <summary>Starts the next row.</summary>
    /// <param name="time">When the record was written, UTC; <see cref="DateTime.MinValue"/> where that is not known.</param>
    /// <param name="sides">What the record shows.</param>
    /// <param name="leg">Which part of the way it shows.</param>
    public ref DnsMessage Begin(DateTime time, Sides sides, Leg leg)
    {
        _message = new() { Time = time, Sides = sides, Leg = leg };
        _nameLength = 0;
        IsTurned = false;
        Records.Clear();
        return ref _message;
    }

    /// <summary>The type that was asked for, by a record of a response; 0 where any may have been: of an alias, and of what stands beside the answer.</summary>
    public static ushort AskedBy(ushort type, Section section) => type == RecordTypes.Cname || section != Section.Answer ? (ushort)0 : type;

    /// <summary>Whether the ends were turned round, so that what the record says of its source is said of the server.</summary>
    public bool IsTurned { get; private set; }

    /// <summary>Turns the ends round where their ports tell that the sender is the server: records of responses name who sent them.</summary>
    public void TurnToServer()
    {
        if (ServerPorts.IsServer(_message.Client.Port, _message.Server.Port))
        {
            (_message.Client, _message.Server) = (_message.Server, _message.Client);
            IsTurned = true;
        }
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

    /// <summary>Adds a record of the response; its owner is left out where it is the name, if that was taken before. False where no message could carry it.</summary>
    public bool TryAdd(ushort type, uint ttl, ReadOnlySpan<byte> owner, ReadOnlySpan<byte> data, Section section = Section.Answer)
    {
        Span<byte> name = stackalloc byte[WireName.MaxBytes];
        var length = owner.IsEmpty ? 0 : WireName.FromText(owner, name);
        return Records.TryAdd(type, ttl, length == 0 || Ascii.EqualsIgnoreCase(name[..length], Name) ? [] : owner, data, section);
    }

    /// <summary>Hands the row over; without a name it asks for the root.</summary>
    /// <param name="offset">Where the record begins.</param>
    /// <param name="rows">Takes it.</param>
    public void End(long offset, IBatchWriter rows) => End(offset, rows, Records.Written);

    /// <summary>Hands the row over with records of the response that somebody else wrote.</summary>
    /// <param name="offset">Where the record begins.</param>
    /// <param name="rows">Takes it.</param>
    /// <param name="records">The records, encoded.</param>
    public void End(long offset, IBatchWriter rows, ReadOnlySpan<byte> records)
    {
        _message.At = new(0, offset);
        rows.Message(_message, Name, records);
    }
}
