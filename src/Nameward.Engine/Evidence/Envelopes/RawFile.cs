using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>
/// One file as it lies there, as long as it was when it was opened: what is appended meanwhile is not part of the evidence. Reading never throws;
/// a device that fails ends the file and says so.
/// </summary>
sealed class RawFile : IDisposable
{
    readonly SafeFileHandle _handle;
    readonly bool _ownsHandle;
    readonly IncrementalHash? _hash;
    long _position;
    long _hashed;

    RawFile(SafeFileHandle handle, bool ownsHandle, bool hash)
    {
        _handle = handle;
        _ownsHandle = ownsHandle;
        _hash = hash ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
        Stamp = new(RandomAccess.GetLength(handle), File.GetLastWriteTimeUtc(handle));
    }

    /// <summary>Length and time of the last change when it was opened.</summary>
    public FileStamp Stamp { get; }

    /// <summary>How far reading has come, the furthest byte. One thread may ask while another reads.</summary>
    public long Position
    {
        get => Volatile.Read(ref _position);
        private set => Volatile.Write(ref _position, value);
    }

    /// <summary>Why the file could not be read to its end; null while nothing failed.</summary>
    public string? Failure { get; private set; }

    /// <summary>Opens a file that others may go on writing; throws what <see cref="File.OpenHandle"/> throws.</summary>
    public static SafeFileHandle OpenHandle(string path) =>
        File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);

    /// <summary>A file that is closed when this is.</summary>
    public static RawFile Own(SafeFileHandle handle, bool hash) => new(handle, ownsHandle: true, hash);

    /// <summary>A file that somebody else holds open.</summary>
    public static RawFile Borrow(SafeFileHandle handle, bool hash) => new(handle, ownsHandle: false, hash);

    /// <summary>Reads at <paramref name="offset"/>; 0 at the end.</summary>
    public int ReadAt(Span<byte> to, long offset)
    {
        var left = Math.Min(to.Length, Math.Max(0, Stamp.Length - offset));
        if (left == 0 || Failure is not null)
        {
            return 0;
        }
        try
        {
            var count = RandomAccess.Read(_handle, to[..(int)left], offset);
            Follow(to[..count], offset);
            Failure = count == 0 ? Words.Say($"the file became shorter while it was read, at byte {offset:N0}") : null;
            return count;
        }
        catch (IOException)
        {
            Failure = Words.Say($"the device failed at byte {offset:N0}; what lies behind was not read");
            return 0;
        }
    }

    /// <summary>Reads what the hash has not seen and gives the SHA-256 of the whole in lower-case hexadecimal; null where none was asked for or the file failed.</summary>
    public string? Digest()
    {
        if (_hash is null)
        {
            return null;
        }
        var rest = new byte[64 << 10];
        while (_hashed < Stamp.Length && ReadAt(rest, _hashed) > 0)
        {
        }
        return Failure is null ? Convert.ToHexStringLower(_hash.GetHashAndReset()) : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _hash?.Dispose();
        if (_ownsHandle)
        {
            _handle.Dispose();
        }
    }

    // The hash goes from front to back once, whatever order the file is read in: what was passed over is read at the end.
    void Follow(ReadOnlySpan<byte> bytes, long offset)
    {
        var end = offset + bytes.Length;
        Position = Math.Max(Position, end);
        if (_hash is not null && offset <= _hashed && end > _hashed)
        {
            _hash.AppendData(bytes[(int)(_hashed - offset)..]);
            _hashed = end;
        }
    }
}

/// <summary>By what a file that changed between two readings is known.</summary>
readonly record struct FileStamp(long Length, DateTime Changed);
