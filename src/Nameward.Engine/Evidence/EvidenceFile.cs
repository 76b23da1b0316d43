using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Evidence.Envelopes.Archives;

namespace Nameward.Engine.Evidence;

/// <summary>One located file: how it is opened, and the sources that it comes to, itself or the members of the archive that it is.</summary>
sealed class EvidenceFile(SourceFile file, ArchiveSpool spool, ReadingOptions options) : IDisposable
{
    SpooledInput? _spool;
    FileStamp? _stamp;

    /// <summary>The path as the user gave it.</summary>
    public string Path => file.Path;

    /// <summary>Its sources, in order.</summary>
    public ImmutableArray<SourceState> Sources { get; set; } = [];

    /// <summary>Why it cannot be read at all; null where it can.</summary>
    public string? Failure { get; private set; }

    /// <summary>Bytes of the file as it lies there.</summary>
    public long Bytes => _stamp?.Length ?? file.Length;

    /// <summary>When it was last written to, UTC; null before it is opened.</summary>
    public DateTime? Written => _stamp?.Changed;

    /// <summary>The SHA-256 of a file that is left closed; null otherwise, or where none is asked for.</summary>
    public string? Sha256 => options.Hash && file.IsLeftClosed ? Convert.ToHexStringLower(SHA256.HashData([])) : null;

    /// <summary>Opens the file for a first reading; null where it cannot be read, and <see cref="Failure"/> says why.</summary>
    public OpenFile? Open()
    {
        // What came through a pipe and could not be kept is gone.
        if (Failure is not null || file.IsLeftClosed)
        {
            Failure ??= "the file is empty";
            return null;
        }
        try
        {
            var raw = OpenOrSpool();
            _stamp = raw.Stamp;
            return new(raw, spool);
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or System.Security.SecurityException)
        {
            Failure = "this user may not read the file";
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            Failure = "the file was gone when it was to be read";
        }
        catch (Exception failure) when (failure is IOException or NotSupportedException)
        {
            Failure = file.IsStandardInput ? "it could not be kept in the folder for temporary files; is there room?" : "the file could not be opened";
        }
        return null;
    }

    /// <summary>Opens the file again; null where it has changed or gone since the first reading.</summary>
    public OpenFile? Reopen()
    {
        try
        {
            var raw = _spool is null ? RawFile.Own(RawFile.OpenHandle(file.Path), hash: false) : RawFile.Borrow(_spool.Handle, hash: false);
            if (raw.Stamp == _stamp)
            {
                return new(raw, spool);
            }
            raw.Dispose();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
        }
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _spool?.Dispose();

    RawFile OpenOrSpool()
    {
        if (_spool is not null)
        {
            return RawFile.Borrow(_spool.Handle, options.Hash);
        }
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
        _spool = SpooledInput.Keep(input, options.SpoolFolder, options.Cancel);
        return RawFile.Borrow(_spool.Handle, options.Hash);
    }
}
