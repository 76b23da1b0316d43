using System.Buffers.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The details of a packet, which the server writes below its line where that is switched on: port of the other end, length of the message, and its
/// sections. The flags are those of the message here, their bytes not swapped. Threads of the server may write into each other's lines, and the
/// server's memory is used again within a second: details count where address, id and question are the packet's and nothing stands there twice.
/// Where they are cut off, what stands before counts.
/// </summary>
sealed class MicrosoftDetails
{
    const int QuestionSection = 0;

    readonly MicrosoftRecords _records = new();
    readonly byte[] _name = new byte[WireName.MaxBytes];
    readonly int[] _counts = new int[4];
    int _section;
    int _seen;
    bool _isTheirs;

    /// <summary>Port of the other end; 0 where it is not told.</summary>
    public ushort Port { get; private set; }

    /// <summary>Bytes of the message; 0 where they are not told.</summary>
    public int Bytes { get; private set; }

    /// <summary>The code with the upper bits of an OPT record (RFC 6891 section 6.1.3); null where there is none.</summary>
    public ushort? Rcode => _records.Rcode;

    /// <summary>Whether all sections are there, with as many records as the message's header counts.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>The records read, encoded.</summary>
    public ReadOnlySpan<byte> Records => _records.Written;

    /// <summary>Reads the lines of details.</summary>
    /// <returns>Whether they are those of the packet; else they count for nothing.</returns>
    public bool Read(ReadOnlySpan<byte> text, MicrosoftPacket packet)
    {
        (Port, Bytes, _section, _seen, _isTheirs) = (0, 0, -1, 0, true);
        _counts.AsSpan().Fill(-1);
        _records.Begin(packet.Name);
        while (!text.IsEmpty && _isTheirs)
        {
            var length = text.IndexOf((byte)'\n');
            var line = (length < 0 ? text : text[..length]).Trim(" \t\r"u8);
            text = length < 0 ? [] : text[(length + 1)..];
            TakeLine(line, packet);
        }
        _records.End();
        IsWhole = _section == (int)Section.Additional && _counts[0] >= 0 && HasAll(Section.Answer) && HasAll(Section.Authority) && HasAll(Section.Additional);
        return _isTheirs;
    }

    bool HasAll(Section section) => _counts[(int)section] == _records.CountOf(section);

    void TakeLine(ReadOnlySpan<byte> line, MicrosoftPacket packet)
    {
        if (line.EndsWith(" SECTION:"u8))
        {
            BeginSection(line[..^" SECTION:".Length]);
        }
        else if (_section < QuestionSection)
        {
            TakeHeader(line, packet);
        }
        else if (_section == QuestionSection)
        {
            _isTheirs &= !line.StartsWith("Name "u8) || IsQuestion(line, packet.Name);
        }
        else
        {
            _records.TakeLine(line);
        }
    }

    void BeginSection(ReadOnlySpan<byte> word)
    {
        var section = word switch
        {
            [(byte)'Q', ..] => QuestionSection,
            [(byte)'A', (byte)'N', ..] => (int)Section.Answer,
            [(byte)'A', (byte)'U', ..] => (int)Section.Authority,
            [(byte)'A', (byte)'D', ..] => (int)Section.Additional,
            _ => _section,
        };
        _isTheirs &= section == _section + 1;
        _section = section;
        if (section > QuestionSection)
        {
            _records.Begin((Section)section);
        }
    }

    bool IsQuestion(ReadOnlySpan<byte> line, ReadOnlySpan<byte> question)
    {
        var length = MicrosoftRecords.ReadName(line, _name);
        return length == question.Length && _name.AsSpan(0, length).SequenceEqual(question);
    }

    void TakeHeader(ReadOnlySpan<byte> line, MicrosoftPacket packet)
    {
        var words = new MicrosoftWords(line);
        var key = words.Next();
        switch (key)
        {
            case [(byte)'X', (byte)'I', (byte)'D']:
                Once(0, TryHexWord(words.Next(), out var id) && id == packet.Row.Id);
                break;
            case [(byte)'R', (byte)'e', (byte)'m', (byte)'o', (byte)'t', (byte)'e']:
                Once(1, TryRemote(ref words, packet.Remote));
                break;
            case [(byte)'M', (byte)'s', (byte)'g']:
                words.Next();
                words.Next();
                Once(2, TryHexWord(words.Next(), out var bytes) && bytes <= ushort.MaxValue);
                Bytes = (int)Math.Min(bytes, ushort.MaxValue);
                break;
            case [.., (byte)'C', (byte)'O', (byte)'U', (byte)'N', (byte)'T']:
                TakeCount(key, words.Next());
                break;
            default:
                // The first line: "UDP response info at 0000000002048020".
                if (words.Rest.StartsWith("response info at "u8) || words.Rest.StartsWith("question info at "u8))
                {
                    Once(3, IsAt(words.Rest["response info at ".Length..], packet.Pointer));
                }
                break;
        }
    }

    /// <summary>Marks one of the lines that stand in each details once.</summary>
    void Once(int line, bool isTheirs)
    {
        _isTheirs &= isTheirs && (_seen & 1 << line) == 0;
        _seen |= 1 << line;
    }

    void TakeCount(ReadOnlySpan<byte> key, ReadOnlySpan<byte> word)
    {
        var section = key switch
        {
            [(byte)'Q', ..] => QuestionSection,
            [(byte)'A', (byte)'C', ..] => (int)Section.Answer,
            [(byte)'N', ..] => (int)Section.Authority,
            _ => (int)Section.Additional,
        };
        Once(4 + section, Numbers.TryUInt16(word, out var count));
        _counts[section] = count;
    }

    bool TryRemote(ref MicrosoftWords words, Address remote)
    {
        words.Next();
        var isTheirs = Address.TryParse(words.Next().TrimEnd((byte)','), out var address) && address == remote;
        words.Next();
        Port = Numbers.TryUInt16(words.Next(), out var port) ? port : (ushort)0;
        return isTheirs;
    }

    static bool IsAt(ReadOnlySpan<byte> word, ulong pointer) =>
        pointer == 0 || (MicrosoftPacket.TryHex(word, 16, out var at) && at == pointer);

    static bool TryHexWord(ReadOnlySpan<byte> word, out ulong number)
    {
        number = 0;
        return word.StartsWith("0x"u8) && Utf8Parser.TryParse(word[2..], out number, out var used, 'x') && used == word.Length - 2;
    }
}
