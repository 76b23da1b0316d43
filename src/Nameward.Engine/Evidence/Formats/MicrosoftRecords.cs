using System.Buffers.Binary;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The records in the details of a packet. The log shows the data of A, AAAA and of types that are one name behind the word DATA, those of SOA in lines
/// below it; of other types no layout is documented, and their records have no data here.
/// </summary>
sealed class MicrosoftRecords
{
    const int NumbersOfSoa = 5;

    /// <summary>Room for the data of SOA: two names and five numbers (RFC 1035 section 3.3.13).</summary>
    const int LargestData = 2 * WireName.MaxBytes + NumbersOfSoa * sizeof(uint);

    readonly ResourceRecordWriter _written = new();
    readonly byte[] _question = new byte[WireName.MaxBytes];
    readonly byte[] _owner = new byte[WireName.MaxBytes];
    readonly byte[] _data = new byte[LargestData];
    readonly int[] _counts = new int[4];
    int _questionLength, _ownerLength, _dataLength, _soaParts;
    Section _section;
    ushort? _type;
    uint _ttl;
    bool _hasData;

    /// <summary>The code that an OPT record shows whole; null where there is none.</summary>
    public ushort? Rcode { get; private set; }

    /// <summary>The records, encoded.</summary>
    public ReadOnlySpan<byte> Written => _written.Written;

    /// <summary>Whole records of a section.</summary>
    public int CountOf(Section section) => _counts[(int)section];

    /// <summary>Starts the next message.</summary>
    public void Begin(ReadOnlySpan<byte> question)
    {
        _written.Clear();
        question.CopyTo(_question);
        _questionLength = question.Length;
        _counts.AsSpan().Clear();
        _ownerLength = 0;
        Rcode = null;
    }

    /// <summary>Starts the next section.</summary>
    public void Begin(Section section)
    {
        End();
        _section = section;
    }

    /// <summary>Takes the next line of a section, without the spaces around it.</summary>
    public void TakeLine(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("Offset = "u8))
        {
            End();
        }
        else if (line.StartsWith("Name "u8))
        {
            End();
            _ownerLength = ReadName(line, _owner);
        }
        else if (_hasData)
        {
            TakeData(line);
        }
        else
        {
            TakeField(line);
        }
    }

    /// <summary>Keeps the record read last, if its name, type and data were there.</summary>
    public void End()
    {
        if (_ownerLength > 0 && _hasData && _type is { } type && _dataLength >= 0)
        {
            var owner = _owner.AsSpan(0, _ownerLength);
            owner = owner.SequenceEqual(_question.AsSpan(0, _questionLength)) ? [] : owner;
            _written.Add(_section, type, _ttl, owner, _data.AsSpan(0, _dataLength));
            _counts[(int)_section] += type == RecordTypes.Soa && _soaParts < 2 + NumbersOfSoa ? 0 : 1;
        }
        (_ownerLength, _dataLength, _soaParts, _type, _ttl, _hasData) = (0, 0, 0, null, ResourceRecord.UnknownTtl, false);
    }

    /// <summary>Reads the name between quotation marks, or at the end of a line, into <paramref name="name"/>.</summary>
    /// <returns>Bytes written; 0 where there is none.</returns>
    public static int ReadName(ReadOnlySpan<byte> line, Span<byte> name)
    {
        var start = line.IndexOfAny((byte)'(', (byte)'[');
        return start < 0 ? 0 : MicrosoftName.Read(line[start..], name, out _);
    }

    void TakeField(ReadOnlySpan<byte> line)
    {
        var words = new MicrosoftWords(line);
        var key = words.Next();
        if (key.SequenceEqual("TYPE"u8))
        {
            var number = words.Rest[(words.Rest.LastIndexOf((byte)'(') + 1)..].TrimEnd((byte)')');
            _type = Numbers.TryUInt16(number, out var type) ? type : null;
        }
        else if (key.SequenceEqual("TTL"u8))
        {
            _ttl = Numbers.TrySeconds(words.Next(), out var ttl) ? ttl : ResourceRecord.UnknownTtl;
        }
        else if (key.SequenceEqual("DATA"u8))
        {
            _hasData = true;
            BeginData(words.Rest);
        }
    }

    void BeginData(ReadOnlySpan<byte> text)
    {
        switch (_type)
        {
            case RecordTypes.A or RecordTypes.Aaaa:
                _dataLength = Address.TryParse(text, out var address) && address.IsV4 == (_type == RecordTypes.A) ? WriteAddress(address) : -1;
                break;
            case RecordTypes.Cname or RecordTypes.Dname or RecordTypes.Ns or RecordTypes.Ptr:
                _dataLength = MicrosoftName.Read(text, _data, out _);
                _dataLength = _dataLength == 0 ? -1 : _dataLength;
                break;
        }
    }

    int WriteAddress(Address address)
    {
        if (address.IsV4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(_data, address.V4);
            return sizeof(uint);
        }
        BinaryPrimitives.WriteUInt64BigEndian(_data, address.High);
        BinaryPrimitives.WriteUInt64BigEndian(_data.AsSpan(sizeof(ulong)), address.Low);
        return 2 * sizeof(ulong);
    }

    /// <summary>Takes a line below the word DATA: a part of SOA, or the code that an OPT record completes.</summary>
    void TakeData(ReadOnlySpan<byte> line)
    {
        if (_type == RecordTypes.Soa)
        {
            _soaParts += TryPartOfSoa(line) ? 1 : 0;
        }
        else if (_type == RecordTypes.Opt && line.StartsWith("Rcode Full"u8))
        {
            Rcode = Numbers.TryUInt16(Value(line), out var rcode) ? rcode : Rcode;
        }
    }

    /// <summary>Adds the parts of SOA in their order; behind one that is missing none is added, as data have no gaps.</summary>
    bool TryPartOfSoa(ReadOnlySpan<byte> line)
    {
        if (_soaParts < 2)
        {
            var length = line.StartsWith(_soaParts == 0 ? "PrimaryServer:"u8 : "Administrator:"u8) ? ReadName(line, _data.AsSpan(_dataLength)) : 0;
            _dataLength += length;
            return length > 0;
        }
        var isNext = line.StartsWith(_soaParts switch
        {
            2 => "SerialNo"u8,
            3 => "Refresh"u8,
            4 => "Retry"u8,
            5 => "Expire"u8,
            6 => "MinimumTTL"u8,
            _ => "="u8,
        });
        if (!isNext || !Numbers.TrySeconds(Value(line), out var number))
        {
            return false;
        }
        BinaryPrimitives.WriteUInt32BigEndian(_data.AsSpan(_dataLength), number);
        _dataLength += sizeof(uint);
        return true;
    }

    static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> line) => line[(line.IndexOf((byte)'=') + 1)..].Trim((byte)' ');
}
