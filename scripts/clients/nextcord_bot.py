"""The scenario's bot with nextcord."""

import os

import nextcord

nextcord.http.Route.BASE = os.environ["API_BASE_URL"]

bot = nextcord.Client(intents=nextcord.Intents.all(), heartbeat_timeout=5)


class Again(nextcord.ui.View):
    def __init__(self):
        super().__init__(timeout=None)

    @nextcord.ui.button(label="Again", custom_id="again")
    async def again(self, button, interaction):
        await interaction.response.edit_message(content=f"pressed by {interaction.user.name}", view=None)


@bot.slash_command(description="Answers")
async def ping(interaction):
    await interaction.response.defer()
    # An edit does not make the library listen to the buttons.
    bot.add_view(Again())
    await interaction.edit_original_message(content="pong", view=Again())


@bot.event
async def on_message(message):
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
        await channel.send(embed=nextcord.Embed(title="Card", description="text").add_field(name="Votes", value="7"))
    elif verb == "react":
        await message.add_reaction("🌟")
    elif verb == "history":
        general = nextcord.utils.get(guild.text_channels, name="general")
        await channel.send(f"history {len(await general.history(limit=None).flatten())}")
    elif verb == "voters":
        voted = await channel.fetch_message(int(rest))
        await channel.send(f"voters {len(await voted.reactions[0].users().flatten())}")
    elif verb == "channel":
        made = await guild.create_text_channel(rest, topic="made by a bot")
        await channel.send(f"made {made.name}")


@bot.event
async def on_reaction_add(reaction, user):
    if not user.bot:
        await reaction.message.channel.send(f"{user.name} added {reaction.emoji}")


@bot.event
async def on_reaction_remove(reaction, user):
    await reaction.message.channel.send(f"{user.name} removed {reaction.emoji}")


bot.run(os.environ["TOKEN"])
