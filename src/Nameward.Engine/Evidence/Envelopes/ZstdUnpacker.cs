using System.Diagnostics;

namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>Zstandard (RFC 8878), unpacked by the program zstd: one thread hands it the packed bytes, the caller takes what comes out.</summary>
sealed class ZstdUnpacker(UnpackedBytes below) : IUnpacker
{
    readonly byte[] _step = new byte[64 << 10];
    Process? _process;
    Task? _feeding;
    long _unpacked;
    bool _isAtEnd;

    /// <summary>What every frame begins with (RFC 8878 section 3.1.1).</summary>
    public static ReadOnlySpan<byte> Magic => [0x28, 0xB5, 0x2F, 0xFD];

    /// <inheritdoc/>
    public string? Damage { get; private set; }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Next()
    {
        if (_isAtEnd || !IsRunning())
        {
            return default;
        }
        // The same steps whatever pieces the pipe gives.
        var count = 0;
        for (var more = -1; more != 0 && count < _step.Length; count += more)
        {
            more = _process!.StandardOutput.BaseStream.Read(_step.AsSpan(count));
        }
        _unpacked += count;
        if (count < _step.Length)
        {
            End();
        }
        return _step.AsMemory(0, count);
    }

    /// <inheritdoc/>
    public void Restart()
    {
        Stop();
        below.SkipTo(0);
        (_unpacked, _isAtEnd, Damage) = (0, false, null);
    }

    /// <inheritdoc/>
    public void Dispose() => Stop();

    bool IsRunning()
    {
        if (_process is null)
        {
            _process = ZstdProgram.Start();
            if (_process is null)
            {
                Damage = "the program zstd could not be started; unpack the file first: zstd -d FILE";
                _isAtEnd = true;
                return false;
            }
            var to = _process.StandardInput.BaseStream;
            _feeding = Task.Factory.StartNew(() => Feed(to), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        return true;
    }

    void Feed(Stream to)
    {
        var piece = new byte[64 << 10];
        try
        {
            for (var count = piece.Length; count == piece.Length;)
            {
                count = below.Fill(piece);
                to.Write(piece, 0, count);
            }
            to.Close();
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // It met damage, or was stopped, and reads no more.
        }
    }

    void End()
    {
        _isAtEnd = true;
        _process!.WaitForExit();
        _feeding!.GetAwaiter().GetResult();
        Damage = _process.ExitCode == 0 ? null : Words.Say($"the zstd data is damaged or ends early, {_unpacked:N0} bytes unpacked");
        Stop();
    }

    void Stop()
    {
        if (_process is null)
        {
            return;
        }
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }
        // A fault of its own in the layer below is not lost: it is thrown where the bytes end.
        Task.WaitAny([_feeding!], CancellationToken.None);
        _process.Dispose();
        (_process, _feeding) = (null, null);
    }
}
