using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What stands before a message about a client: <c>client [@0xHEX ]ip#port[/key NAME][ (qname)]: [view NAME: ]</c> (<c>ns_client_logv</c> in BIND's
/// lib/ns/client.c). The address of the object in memory came with 9.11, the name with 9.9; a view other than the default one is always named.
/// </summary>
readonly ref struct BindClient
{
    /// <summary>Why a client cannot be read.</summary>
    public const string Problem = "the client before the message cannot be read";

    /// <summary>How a message about a client begins.</summary>
    public static ReadOnlySpan<byte> Beginning => "client "u8;

    /// <summary>Address and port; <see cref="Address.None"/> where the line is about no peer.</summary>
    public Endpoint Peer { get; private init; }

    /// <summary>Its address as it is written.</summary>
    public ReadOnlySpan<byte> PeerText { get; private init; }

    /// <summary>The key that signed what it sent; empty where none is shown.</summary>
    public ReadOnlySpan<byte> Key { get; private init; }

    /// <summary>The view that it sees; empty where it is the default one.</summary>
    public ReadOnlySpan<byte> View { get; private init; }

    /// <summary>The name that the client asked for, before any alias was followed; empty where it is not shown.</summary>
    public ReadOnlySpan<byte> Question { get; private init; }

    /// <summary>The message itself.</summary>
    public ReadOnlySpan<byte> Message { get; private init; }

    /// <summary>Whether a message is about a client.</summary>
    public static bool IsAbout(ReadOnlySpan<byte> message) => message.StartsWith(Beginning);

    /// <summary>Reads what <see cref="IsAbout"/> a client.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out BindClient client)
    {
        client = default;
        text = text[Beginning.Length..];
        if (text is [(byte)'@', ..])
        {
            TextWords.Take(ref text);
        }
        var peer = TextWords.Take(ref text);
        var key = peer.IndexOf("/key"u8);
        // The name of a TSIG key ends the prefix where a colon follows and no question.
        var keyName = key < 0 ? [] : TextWords.Take(ref text);
        var isEnd = key < 0 ? TakeColon(ref peer) : TakeColon(ref keyName);
        peer = key < 0 ? peer : peer[..key];
        ReadOnlySpan<byte> question = [];
        // Infoblox leaves the colon out before a transport.
        isEnd |= text.StartsWith("UDP: "u8) || text.StartsWith("TCP: "u8);
        if (!isEnd)
        {
            question = TextWords.Take(ref text);
            if (question is not [(byte)'(', .., (byte)')', (byte)':'])
            {
                return false;
            }
            question = question[1..^2];
        }
        var endpoint = default(Endpoint);
        if (!peer.SequenceEqual("(no-peer)"u8) && !(DnsWords.TryEndpoint(peer, out endpoint) && peer.Contains((byte)'#')))
        {
            return false;
        }
        var view = EndOfView(text);
        client = new()
        {
            Peer = endpoint,
            PeerText = endpoint.Address.IsNone ? [] : peer[..peer.LastIndexOf((byte)'#')],
            Key = keyName,
            View = view < 0 ? [] : text["view "u8.Length..view],
            Question = question,
            Message = view < 0 ? text : text[(view + 2)..],
        };
        return true;
    }

    static bool TakeColon(scoped ref ReadOnlySpan<byte> word)
    {
        var isEnd = word is [.., (byte)':'];
        word = isEnd ? word[..^1] : word;
        return isEnd;
    }

    /// <summary>A view's name is what its owner wrote, spaces and all; that it holds a colon and a space is not provided for.</summary>
    static int EndOfView(ReadOnlySpan<byte> text) => text.StartsWith("view "u8) ? text.IndexOf(": "u8) : -1;
}
