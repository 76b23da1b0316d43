using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>What Unbound says of its configuration: that it started or stopped, what it was told by remote control, which code it loads (daemon/, 1.6 to 1.24).</summary>
static class UnboundChange
{
    /// <summary>Reads a message.</summary>
    /// <returns>False where it says nothing of the kind.</returns>
    public static bool Read(in UnboundHead head, in LogStatement said)
    {
        var message = head.Message;
        if (message.StartsWith("start of service"u8))
        {
            return said.Say(ConfigurationKind.Server, ConfigurationAct.Done, new() { Property = "start of service"u8, New = "started"u8 });
        }
        if (message.StartsWith("service stopped"u8))
        {
            return said.Say(ConfigurationKind.Server, ConfigurationAct.Done, new() { Property = "service stopped"u8, New = "stopped"u8 });
        }
        if (message.StartsWith("Restart of unbound"u8))
        {
            return said.Say(ConfigurationKind.Server, ConfigurationAct.Done, new() { Property = "Restart of unbound"u8, New = "configuration loaded"u8 });
        }
        if (TextWords.TryTake(ref message, "control cmd: "u8))
        {
            return said.Say(ConfigurationKind.Control, ConfigurationAct.Done, new() { Property = "control cmd"u8, New = message.Trim((byte)' ') });
        }
        // "init module 1: python"
        return TextWords.TryTake(ref message, "init module "u8) && message.IndexOf(": "u8) is > 0 and var end
            && (message[(end + 2)..].StartsWith("python"u8) || message[(end + 2)..].StartsWith("dynlib"u8))
            && said.Say(ConfigurationKind.Plugin, ConfigurationAct.Done, new() { Property = "init module"u8, New = message[(end + 2)..] });
    }
}
