using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence;

/// <summary>What is known of one source while it is read and afterwards. Counts come from many threads, everything else from the one that cuts it.</summary>
sealed class SourceState(SourceFile file, int ordinal, ReadingOptions options) : IDisposable
{
    readonly RecordCounts _counts = new();
    readonly List<string> _damage = [];
    readonly List<Segment> _segments = [];
    SpooledInput? _spool;
    FileStamp? _stamp;

    /// <summary>Place in the sorted list of evidence.</summary>
    public int Ordinal { get; } = ordinal;

    /// <summary>The path as it is reported.</summary>
    public HostileText Path { get; } = HostileText.Text(file.Path);

    /// <summary>The format; null until it is recognised.</summary>
    public IFormat? Format { get; set; }

    /// <summary>Bytes in front of the first one that the reader was given: those of a byte order mark.</summary>
    public int Start { get; set; }

    /// <summary>Bytes of the file as it lies there.</summary>
    public long Bytes => _stamp?.Length ?? file.Length;

    /// <summary>How many of <see cref="Bytes"/> progress was told of.</summary>
    public long Told { get; set; }

    /// <summary>SHA-256 of the file as it lies there.</summary>
    public string? Sha256 { get; set; }

    /// <summary>Its segments, in order.</summary>
    public IReadOnlyList<Segment> Segments => _segments;

    /// <summary>Adds the next segment.</summary>
    /// <returns>Its number.</returns>
    public int Add(Segment segment)
    {
        _segments.Add(segment);
        return _segments.Count - 1;
    }

    /// <summary>Adds the counts of one segment.</summary>
    public void Add(RecordCounts counts)
    {
        lock (_counts)
        {
            _counts.Add(counts);
        }
    }

    /// <summary>Adds something that is wrong with the source as a whole.</summary>
    public void AddDamage(string? damage)
    {
        if (damage is not null)
        {
            _damage.Add(damage);
        }
    }

    /// <summary>Opens the file for the first reading; null where it cannot be read, which is then told as damage.</summary>
    public RawFile? Open()
    {
        if (file.IsLeftClosed)
        {
            AddDamage("the file is empty");
            Sha256 = options.Hash ? Convert.ToHexStringLower(SHA256.HashData([])) : null;
            return null;
        }
        try
        {
            var raw = OpenOrSpool();
            _stamp = raw.Stamp;
            return raw;
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or System.Security.SecurityException)
        {
            AddDamage("this user may not read the file");
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            AddDamage("the file was gone when it was to be read");
        }
        catch (Exception failure) when (failure is IOException or NotSupportedException)
        {
            AddDamage(file.IsStandardInput ? "it could not be kept in the folder for temporary files; is there room?" : "the file could not be opened");
        }
        return null;
    }

    /// <summary>Opens the file again; null where it has changed or gone since the first reading.</summary>
    public RawFile? Reopen()
    {
        try
        {
            var raw = _spool is null ? RawFile.Own(RawFile.OpenHandle(file.Path), hash: false) : RawFile.Borrow(_spool.Handle, hash: false);
            if (raw.Stamp == _stamp)
            {
                return raw;
            }
            raw.Dispose();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
        }
        return null;
    }

    /// <summary>What was read of it.</summary>
    public SourceReport ToReport() => new()
    {
        Path = Path,
        Format = Format?.Info.Id,
        Sha256 = Sha256,
        Bytes = Bytes,
        Records = _counts.Records,
        Observed = _counts.Observed,
        Ignored = _counts.Ignored,
        Malformed = _counts.Malformed,
        MalformedReasons = [.. _counts.Reasons],
        MalformedSamples = [.. _counts.Samples],
        DnsMessages = _counts.DnsMessages,
        Flows = _counts.Flows,
        From = _counts.From == DateTime.MaxValue ? null : _counts.From,
        To = _counts.To == DateTime.MinValue ? null : _counts.To,
        CountsPackets = Format?.Info.Positions == PositionKind.PacketNumber,
        Lacks = Format?.Info.Lacks ?? [],
        Damage = _damage.Count == 0 ? null : string.Join("; ", _damage),
    };

    /// <inheritdoc/>
    public void Dispose() => _spool?.Dispose();

    RawFile OpenOrSpool()
    {
        if (file.IsStandardInput)
        {
            using var input = options.StandardInput();
            return Spool(input);
        }
        var handle = RawFile.OpenHandle(file.Path);
        if (IsSeekable(handle))
        {
            return RawFile.Own(handle, options.Hash);
        }
        using var pipe = new FileStream(handle, FileAccess.Read, bufferSize: 0);
        return Spool(pipe);
    }

    static bool IsSeekable(SafeFileHandle handle)
    {
        try
        {
            return RandomAccess.GetLength(handle) >= 0;
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }

    // Standard input and pipes can be read once only, and a revisit needs them again.
    RawFile Spool(Stream input)
    {
        _spool ??= SpooledInput.Keep(input, options.SpoolFolder, options.Cancel);
        return RawFile.Borrow(_spool.Handle, options.Hash);
    }
}
