using System.IO.Compression;
using System.Text;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Codecs;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// One file that DNSExfiltrator sends (dnsexfiltrator.py, Invoke-DNSExfiltrator.ps1): packed as zip, encrypted with RC4 under a password, written in base32 or
/// base64url, and the text cut in chunks of one length, the last shorter.
/// </summary>
sealed class DnsExfiltratorFile
{
    const int MostEntries = 100;

    readonly SessionDraft _session;
    readonly Turns _turns;
    readonly SymbolCodec _codec;
    readonly string? _secret;
    readonly int _chunks;
    readonly SortedDictionary<int, (byte[] Text, int Message)> _said = [];
    int _others;

    /// <summary>A file as it is announced.</summary>
    public DnsExfiltratorFile(Conversation conversation, SessionDrafts sessions, int number, in Transaction transaction, DnsExfiltratorAnnouncement announced)
    {
        _session = sessions.Of($"file {number}");
        (_turns, _secret, _chunks, _codec) = (new(conversation, _session), sessions.Secret, announced.Chunks, announced.IsBase32 ? SymbolCodec.Base32 : SymbolCodec.Base64Url);
        var codec = announced.IsBase32 ? "base32" : "base64url";
        _session.Codec = $"{codec} up";
        _session.Take(transaction);
        _session.Tell(Way.Up, transaction.First, Sentence.Of($"announces the file \"{Excerpt.Text(announced.Name)}\" in {_chunks} chunks of {codec}"));
    }

    /// <summary>A name that is no chunk.</summary>
    public void Skip(in Transaction transaction)
    {
        _session.Take(transaction);
        _others++;
    }

    /// <summary>A chunk.</summary>
    public void Add(in Transaction transaction, int number, byte[] text)
    {
        if (number >= _chunks || text.AsSpan().ContainsAnyExcept(_codec.Symbols) || !_said.TryAdd(number, (text, transaction.First)))
        {
            Skip(transaction);
            return;
        }
        _session.Take(transaction);
    }

    /// <summary>Puts the chunks together.</summary>
    public void Finish()
    {
        // All but the last are of one length; of those that are not, none can be placed.
        var length = _said.Where(chunk => chunk.Key < _chunks - 1).GroupBy(chunk => chunk.Value.Text.Length).MaxBy(group => group.Count())?.Key ?? (_chunks == 1 ? 0 : -1);
        var text = new ByteStream();
        text.BeginsAt(0);
        foreach (var (number, (chunk, message)) in _said)
        {
            if (length >= 0 && (chunk.Length == length || (number == _chunks - 1 && (length == 0 || chunk.Length <= length))))
            {
                text.Put((long)number * length, chunk);
                _turns.Size(Way.Up, message, chunk.Length * _codec.Bits / 8);
            }
            else
            {
                _others++;
            }
        }
        Place(text, length);
        _turns.End();
        TellNotes();
        Decrypt();
    }

    /// <summary>Decodes each run of text from its first whole byte on.</summary>
    void Place(ByteStream text, int length)
    {
        var stream = _session.Up.Stream;
        stream.BeginsAt(0);
        var (place, from) = (0L, 0L);
        var run = new List<byte>();
        foreach (var (size, part) in text.Parts())
        {
            if (part is null)
            {
                Decode(from, [.. run]);
                run.Clear();
                from = place + size;
            }
            run.AddRange(part ?? []);
            place += size;
        }
        Decode(from, [.. run]);
        var hasLast = _said.ContainsKey(_chunks - 1);
        if (length > 0)
        {
            stream.GoesTo((hasLast ? text.End : (_chunks - 1L) * length) * _codec.Bits / 8);
        }
        if (!hasLast || length < 0)
        {
            _session.Up.GapsBesides++;
            _session.Up.MissingBesides = length > 0 ? (length * _codec.Bits + 7) / 8 : null;
        }
    }

    void Decode(long from, ReadOnlySpan<byte> text)
    {
        // Symbols after which the bytes begin anew: eight of five bits, four of six.
        var group = _codec.Bits == 5 ? 8 : 4;
        var skip = (int)((group - from % group) % group);
        if (text.Length <= skip)
        {
            return;
        }
        text = text[skip..];
        var isOdd = text.Length * _codec.Bits % 8 >= _codec.Bits;
        _session.Up.Stream.Put((from + skip) * _codec.Bits / 8, _codec.Decode(isOdd ? text[..^1] : text));
    }

    void TellNotes()
    {
        if (_said.Count < _chunks)
        {
            _session.Note("missing", Sentence.Of($"{_chunks - _said.Count} of {_chunks} chunks are missing"));
        }
        if (_others > 0)
        {
            _session.Note("others", Sentence.Of($"{_others} names are no chunks of this file"));
        }
    }

    void Decrypt()
    {
        var stream = _session.Up.Stream;
        if (string.IsNullOrEmpty(_secret) || stream.IsEmpty)
        {
            _session.Note("encrypted", Sentence.Of("the file is a zip, encrypted with RC4: without its password it is told as it is"));
            return;
        }
        var zip = Rc4.Apply(Encoding.UTF8.GetBytes(_secret), stream.Content());
        if (!zip.AsSpan().StartsWith("PK"u8))
        {
            _session.Note("encrypted", Sentence.Of("the file does not become a zip under the secret that is given, or its beginning is missing"));
            return;
        }
        _session.AddFile("decrypted", Way.Up, zip);
        if (stream.Gaps == 0)
        {
            Unpack(zip);
        }
    }

    void Unpack(byte[] zip)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(zip), ZipArchiveMode.Read);
            var (left, number) = (Inflated.MostBytes, 0);
            foreach (var entry in archive.Entries.Take(MostEntries))
            {
                using var content = entry.Open();
                var bytes = Read(content, left);
                if (bytes is null)
                {
                    _session.Note("bomb", Sentence.Of($"the zip unpacks to more than {Inflated.MostBytes >> 20} MB: the rest is left out"));
                    return;
                }
                left -= bytes.Length;
                _session.AddFile($"content-{++number}", Way.Up, bytes);
                _session.Tell(Way.Up, _said.Values.Last().Message, Sentence.Of($"in it \"{Excerpt.Text(Encoding.UTF8.GetBytes(entry.FullName))}\" of {bytes.Length} bytes, content-{number}: {Excerpt.Of(bytes)}"), bytes.Length);
            }
        }
        // What a zip that somebody made up can cause.
        catch (Exception damage) when (damage is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException)
        {
            _session.Note("damaged", Sentence.Of("the zip is damaged, and is not unpacked further"));
        }
    }

    /// <summary>All of a stream; null where it is longer than there is room for.</summary>
    static byte[]? Read(Stream stream, int most)
    {
        using var all = new MemoryStream();
        var room = new byte[1 << 14];
        for (int read; (read = stream.Read(room)) > 0;)
        {
            if (all.Length + read > most)
            {
                return null;
            }
            all.Write(room.AsSpan(0, read));
        }
        return all.ToArray();
    }
}

/// <summary>What a name announces.</summary>
/// <param name="Name">Name of the file, any bytes but control characters.</param>
/// <param name="Chunks">In how many chunks it comes.</param>
/// <param name="IsBase32">Whether they are in base32; else in base64url.</param>
sealed record DnsExfiltratorAnnouncement(byte[] Name, int Chunks, bool IsBase32);
