"""The scenario's bot with discord.py."""

import os

import discord
import yarl
from discord import app_commands

discord.http.Route.BASE = os.environ["API_BASE_URL"]
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["GATEWAY_URL"])


class Again(discord.ui.View):
    def __init__(self):
        super().__init__(timeout=None)

    @discord.ui.button(label="Again", custom_id="again")
    async def again(self, interaction, button):
        await interaction.response.edit_message(content=f"pressed by {interaction.user.name}", view=None)


class Bot(discord.Client):
    def __init__(self):
        super().__init__(intents=discord.Intents.all(), heartbeat_timeout=5)
        self.tree = app_commands.CommandTree(self)

        @self.tree.command(description="Answers")
        async def ping(interaction):
            await interaction.response.defer()
            await interaction.edit_original_response(content="pong", view=Again())

    async def setup_hook(self):
        self.add_view(Again())
        await self.tree.sync()

    async def on_message(self, message):
        if message.author.bot or not message.content.startswith("!"):
            return
        verb, _, rest = message.content[1:].partition(" ")
        channel, guild = message.channel, message.guild
        if verb == "echo":
            await channel.send(rest)
        elif verb == "members":
            people = sum(not member.bot for member in guild.members)
            await channel.send(f"members {guild.member_count}, people {people}")
        elif verb == "embed":
            await channel.send(embed=discord.Embed(title="Card", description="text").add_field(name="Votes", value="7"))
        elif verb == "react":
            await message.add_reaction("🌟")
        elif verb == "history":
            general = discord.utils.get(guild.text_channels, name="general")
            await channel.send(f"history {len([m async for m in general.history(limit=None)])}")
        elif verb == "voters":
            voted = await channel.fetch_message(int(rest))
            await channel.send(f"voters {len([user async for user in voted.reactions[0].users()])}")
        elif verb == "channel":
            made = await guild.create_text_channel(rest, topic="made by a bot")
            await channel.send(f"made {made.name}")

    async def on_reaction_add(self, reaction, user):
        if not user.bot:
            await reaction.message.channel.send(f"{user.name} added {reaction.emoji}")

    async def on_reaction_remove(self, reaction, user):
        await reaction.message.channel.send(f"{user.name} removed {reaction.emoji}")


Bot().run(os.environ["TOKEN"])
