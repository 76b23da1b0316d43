using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Wire;

/// <summary>
/// Reads DNS messages in wire form (RFC 1035 section 4), one after another, into buffers of its own. The question and what follows it are judged
/// apart: a message whose question is sound is a look-up even where its records are damaged. Of those records, all that stand before the damage
/// are kept; a record whose frame is sound and whose data alone is damaged is left out, and reading goes on behind it. Bytes behind the last
/// record by the counts are padding or hidden data and belong to no record. The time taken is linear in the length of the message.
/// </summary>
sealed class WireParser
{
    const int QuestionBytes = 5;
    const int TtlRcodeShift = 24;

    readonly byte[] _name = new byte[WireName.MaxBytes];
    readonly byte[] _owner = new byte[WireName.MaxBytes];
    readonly byte[] _data = new byte[RecordData.MostExpanded];
    readonly ResourceRecordWriter _records = new();
    int _nameLength;
    bool _keep;
    bool _hasOpt;
    WireDamage _damage;

    /// <summary>The header of the last message.</summary>
    public WireHeader Header { get; private set; }

    /// <summary>QNAME of the first question, uncompressed, case kept.</summary>
    public ReadOnlySpan<byte> Name => _name.AsSpan(0, _nameLength);

    /// <summary>QTYPE of the first question.</summary>
    public ushort Type { get; private set; }

    /// <summary>QCLASS of the first question as it stands; multicast DNS uses its top bit (RFC 6762 section 5.4).</summary>
    public ushort Class { get; private set; }

    /// <summary>RCODE with the upper bits that an OPT record adds (RFC 6891 section 6.1.3).</summary>
    public ushort Rcode { get; private set; }

    /// <summary>The records of a response as <see cref="ResourceRecordWriter"/> writes them; empty for queries.</summary>
    public ReadOnlySpan<byte> Records => _records.Written;

    /// <summary>Records read of the answer section, those with damaged data included.</summary>
    public int AnswersRead { get; private set; }

    /// <summary>Whether a record that is neither OPT nor a signature of the message (SIG(0), TSIG) follows the question.</summary>
    public bool HasOrdinaryRecords { get; private set; }

    /// <summary>Offset behind the last part that was read whole.</summary>
    public int End { get; private set; }

    /// <summary>Reads one message. Properties other than the header mean something only where the question is sound.</summary>
    /// <param name="message">The bytes that are there.</param>
    /// <param name="sent">The bytes the message had when it was sent; more than are there where a capture cut it.</param>
    public WireResult Parse(ReadOnlySpan<byte> message, int sent)
    {
        Begin();
        if (!WireHeader.TryRead(message, out var header))
        {
            return new(sent < WireHeader.Bytes ? WireDamage.ShortHeader : WireDamage.Captured, WireDamage.None);
        }
        Header = header;
        Rcode = header.Rcode;
        var cursor = new WireCursor(message, WireHeader.Bytes);
        var question = ReadQuestions(ref cursor, sent);
        if (question == WireDamage.None)
        {
            ReadRecords(ref cursor);
        }
        var isCut = message.Length < sent;
        return new(OfCapture(question, isCut), OfCapture(_damage, isCut));
    }

    void Begin()
    {
        Header = default;
        Type = Class = Rcode = 0;
        _nameLength = AnswersRead = End = 0;
        HasOrdinaryRecords = _hasOpt = false;
        _damage = WireDamage.None;
        _records.Clear();
    }

    static WireDamage OfCapture(WireDamage damage, bool isCut)
    {
        var ranOut = damage is WireDamage.NameRunsOut or WireDamage.QuestionRunsOut or WireDamage.RecordRunsOut or WireDamage.FewerRecords;
        return isCut && ranOut ? WireDamage.Captured : damage;
    }

    /// <summary>The first question is the message's; the others are walked over, since records stand behind them.</summary>
    WireDamage ReadQuestions(ref WireCursor cursor, int sent)
    {
        if (!Header.HasKnownOpcode)
        {
            return WireDamage.UnknownOpcode;
        }
        if (Header.Questions == 0)
        {
            return WireDamage.NoQuestion;
        }
        if (Header.Questions * QuestionBytes > sent - WireHeader.Bytes)
        {
            return WireDamage.TooManyQuestions;
        }
        var damage = cursor.ReadName(_name, out _nameLength);
        if (damage != WireDamage.None)
        {
            return damage;
        }
        if (cursor.Left < 4)
        {
            return WireDamage.QuestionRunsOut;
        }
        Type = cursor.ReadU16();
        Class = cursor.ReadU16();
        End = cursor.At;
        for (var i = 1; i < Header.Questions && _damage == WireDamage.None; i++)
        {
            _damage = SkipQuestion(ref cursor);
        }
        return WireDamage.None;
    }

    WireDamage SkipQuestion(ref WireCursor cursor)
    {
        var damage = cursor.SkipName();
        if (damage != WireDamage.None)
        {
            return damage;
        }
        if (cursor.Left < 4)
        {
            return WireDamage.QuestionRunsOut;
        }
        cursor.At += 4;
        End = cursor.At;
        return WireDamage.None;
    }

    void ReadRecords(ref WireCursor cursor)
    {
        _keep = Header.IsResponse;
        AnswersRead = ReadSection(ref cursor, Section.Answer, Header.Answers);
        ReadSection(ref cursor, Section.Authority, Header.Authorities);
        ReadSection(ref cursor, Section.Additional, Header.Additionals);
    }

    /// <summary>Reads until the count is reached or a record has no sound frame.</summary>
    int ReadSection(ref WireCursor cursor, Section section, int count)
    {
        if (_damage is not WireDamage.None and not WireDamage.RecordData)
        {
            return 0;
        }
        for (var i = 0; i < count; i++)
        {
            var damage = ReadRecord(ref cursor, section);
            if (damage != WireDamage.None)
            {
                _damage = damage;
                return i;
            }
        }
        return count;
    }

    WireDamage ReadRecord(ref WireCursor cursor, Section section)
    {
        if (cursor.Left == 0)
        {
            return WireDamage.FewerRecords;
        }
        var damage = ReadOwner(ref cursor, out var ownerLength);
        if (damage != WireDamage.None)
        {
            return damage;
        }
        if (!cursor.TryReadFrame(out var frame))
        {
            return WireDamage.RecordRunsOut;
        }
        Note(section, frame);
        if (_keep)
        {
            Keep(ref cursor, section, frame, ownerLength);
        }
        cursor.At = End = frame.End;
        return WireDamage.None;
    }

    /// <summary>The owner is left empty where it is the question's name, as it nearly always is.</summary>
    WireDamage ReadOwner(ref WireCursor cursor, out int length)
    {
        length = 0;
        if (!_keep)
        {
            return cursor.SkipName();
        }
        if (cursor.IsAtPointerToQuestion)
        {
            cursor.At += 2;
            return WireDamage.None;
        }
        if (cursor.TrySkipRoot())
        {
            _owner[0] = 0;
            length = _nameLength == 1 ? 0 : 1;
            return WireDamage.None;
        }
        var damage = cursor.ReadName(_owner, out length);
        if (damage == WireDamage.None && _owner.AsSpan(0, length).SequenceEqual(Name))
        {
            length = 0;
        }
        return damage;
    }

    /// <summary>The first OPT counts (RFC 6891 section 6.1.1 allows no second).</summary>
    void Note(Section section, in RecordFrame frame)
    {
        if (frame.Type == RecordTypes.Opt && section == Section.Additional && !_hasOpt)
        {
            _hasOpt = true;
            Rcode |= (ushort)(frame.Ttl >> TtlRcodeShift << 4);
        }
        HasOrdinaryRecords |= section != Section.Additional || frame.Type is not (RecordTypes.Opt or 24 or 250);
    }

    void Keep(ref WireCursor cursor, Section section, in RecordFrame frame, int ownerLength)
    {
        var owner = _owner.AsSpan(0, ownerLength);
        if (!RecordData.HasNames(frame.Type))
        {
            _records.Add(section, frame.Type, frame.Ttl, owner, cursor.Peek(frame.End - cursor.At));
            return;
        }
        var length = RecordData.Of(frame.Type).WriteOut(ref cursor, frame.End, _data);
        if (length < 0)
        {
            _damage = WireDamage.RecordData;
            return;
        }
        _records.Add(section, frame.Type, frame.Ttl, owner, _data.AsSpan(0, length));
    }
}
