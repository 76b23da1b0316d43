using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>An operation of a cloud that changes how DNS works there, and which members of its request say what of it.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Act">What is done.</param>
/// <param name="Form">How its request is to be read.</param>
sealed record CloudAction(ConfigurationKind Kind, ConfigurationAct Act, CloudForm Form)
{
    /// <summary>Members that name what it is done to, of which the first that is there counts.</summary>
    public byte[][] Object { get; init; } = [];
    /// <summary>The member whose texts are the value after; empty where there is none.</summary>
    public byte[] Value { get; init; } = [];

    /// <summary>An operation; names of members for the object stand behind strokes.</summary>
    public static CloudAction Of(ConfigurationKind kind, ConfigurationAct act, string of = "", string value = "", CloudForm form = CloudForm.Plain) => new(kind, act, form)
    {
        Object = [.. of.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(Encoding.ASCII.GetBytes)],
        Value = Encoding.ASCII.GetBytes(value),
    };
}

/// <summary>How the request of an operation is to be read.</summary>
enum CloudForm : byte
{
    /// <summary>Members are picked by their names.</summary>
    Plain,
    /// <summary>Its values are names of servers.</summary>
    Names,
    /// <summary>Something is switched on or off.</summary>
    Switch,
    /// <summary>A zone comes to be.</summary>
    Zone,
    /// <summary>Records of a zone are changed, each in its own way.</summary>
    Records,
    /// <summary>Rules of a firewall, of which those count that let DNS through.</summary>
    Firewall,
    /// <summary>Options of DHCP, of which that with the DNS servers counts.</summary>
    Dhcp,
}
