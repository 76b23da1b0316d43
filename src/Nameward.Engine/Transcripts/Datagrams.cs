using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts;

/// <summary>
/// The datagrams of a tunnel in a transcript, in the order of time, each once: what a second source shows again is left out.
/// </summary>
sealed class Datagrams
{
    readonly Transcript _transcript;
    readonly List<Flow> _flows = [];

    /// <summary>Those of a transcript.</summary>
    public Datagrams(Transcript transcript)
    {
        _transcript = transcript;
        var (kept, shown) = (new Dictionary<(Way, ulong), int>(), new Dictionary<(Way, ulong, int), int>());
        foreach (ref readonly var flow in transcript.Flows)
        {
            if (flow.Datagram.Length == 0)
            {
                continue;
            }
            // As often as the source shows it that shows it most often: pings are all the same.
            var what = (WayOf(flow), WyHash.Of(transcript.Bytes(flow.Datagram), 0));
            ref var times = ref CollectionsMarshal.GetValueRefOrAddDefault(shown, (what.Item1, what.Item2, flow.At.Source), out _);
            if (++times > kept.GetValueOrDefault(what))
            {
                kept[what] = times;
                _flows.Add(flow);
            }
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => _flows.Count;

    /// <summary>Which way one went.</summary>
    public Way Way(int number) => WayOf(_flows[number]);

    /// <summary>Bytes of its payload when it was sent.</summary>
    public long Sent(int number) => Math.Max(_flows[number].UpBytes, _flows[number].DownBytes);

    /// <summary>Whether all of it was captured.</summary>
    public bool IsWhole(int number) => _flows[number].Datagram.Length >= Sent(number);

    /// <summary>When, and between which ends.</summary>
    public Flow Flow(int number) => _flows[number];

    /// <summary>What it is.</summary>
    public TunnelDatagram Read(int number) => TunnelDatagram.TryRead(_transcript.Bytes(_flows[number].Datagram), out var datagram) ? datagram : default;

    /// <summary>The same as messages that ask nothing, for sessions to be told of: their numbers are those of the datagrams.</summary>
    public Conversation AsConversation()
    {
        var said = new Transcript(_transcript.Suspect, Math.Max(1, _flows.Count));
        foreach (var flow in _flows)
        {
            said.Add(new DnsMessage
            {
                At = flow.At,
                Time = flow.Time,
                Client = flow.Client,
                Server = flow.Server,
                Sides = flow.ShowsServer ? Sides.Response : Sides.Query,
                ShowsAnswers = true,
                IsNameHidden = true,
                Bytes = (int)Math.Clamp(Math.Max(flow.UpBytes, flow.DownBytes), 0, ushort.MaxValue),
            }, _transcript);
        }
        return new(said, ImmutableArray<Transaction>.Empty);
    }

    static Way WayOf(in Flow flow) => flow.ShowsServer ? Rebuilding.Way.Down : Rebuilding.Way.Up;
}
