using System.Net;
using System.Net.Sockets;

namespace Nameward.App.Tests;

/// <summary>A port of the loopback; each connection is talked to apart, until the test ends.</summary>
sealed class LoopbackListener : IDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _end = new();
    readonly Func<NetworkStream, CancellationToken, Task> _talk;
    readonly Task _serving;

    /// <param name="talk">What is said on a connection; it is closed afterwards.</param>
    public LoopbackListener(Func<NetworkStream, CancellationToken, Task> talk)
    {
        _talk = talk;
        _listener.Start();
        _serving = Serve();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    async Task Serve()
    {
        try
        {
            while (true)
            {
                _ = Talk(await _listener.AcceptTcpClientAsync(_end.Token));
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    async Task Talk(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = client.GetStream();
                await _talk(stream, _end.Token);
            }
            catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException)
            {
                // The client went away, or the test did.
            }
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        _serving.Wait();
        _end.Dispose();
        _listener.Dispose();
    }
}
