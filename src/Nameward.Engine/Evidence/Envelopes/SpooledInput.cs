using Microsoft.Win32.SafeHandles;

namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>
/// What came through standard input or a pipe, kept in a temporary file so that it can be read again. Only its owner can read the file; on Unix it
/// loses its name at once, so that not even a killed run leaves it behind, elsewhere it goes when it is closed.
/// </summary>
sealed class SpooledInput : IDisposable
{
    readonly FileStream _file;

    SpooledInput(FileStream file) => _file = file;

    /// <summary>The file, held open.</summary>
    public SafeFileHandle Handle => _file.SafeFileHandle;

    /// <summary>Takes all of <paramref name="input"/>; throws <see cref="IOException"/> where <paramref name="folder"/> has no room.</summary>
    public static SpooledInput Keep(Stream input, string folder, CancellationToken cancel)
    {
        var spool = Create(folder);
        var isKept = false;
        try
        {
            var piece = new byte[128 << 10];
            for (var count = -1; count != 0;)
            {
                cancel.ThrowIfCancellationRequested();
                count = input.Read(piece);
                spool._file.Write(piece, 0, count);
            }
            isKept = true;
            return spool;
        }
        finally
        {
            if (!isKept)
            {
                spool.Dispose();
            }
        }
    }

    /// <summary>An empty file; throws <see cref="IOException"/> where none can be made.</summary>
    public static SpooledInput Create(string folder) => new(Open(Path.Combine(folder, "nameward-" + Path.GetRandomFileName())));

    static FileStream Open(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, BufferSize = 0 };
        if (OperatingSystem.IsWindows())
        {
            options.Options = FileOptions.DeleteOnClose;
            return new(path, options);
        }
        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        File.Delete(path);
        return file;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
